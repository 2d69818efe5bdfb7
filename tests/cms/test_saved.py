"""One's list of courses, and searches that tell of new dates."""

import re
from urllib.parse import quote

import pytest
from django.utils import timezone

from cms.pages.telling import tell_of_new_dates
from courses import links
from courses.kinds import DeliveryMode
from courses.models import Bookmark, SavedSearch
from courses.services.searches import MOST, save_search
from courses.services.seminars import publish
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from tests.cms.site import DAY, course_page, in_days
from tests.factories import PersonFactory
from tests.post import letters

pytestmark = pytest.mark.usefixtures("site")


def test_a_course_is_put_on_the_list_and_taken_off(client):
    page, person = course_page("Recht", code="FB/1 neu"), PersonFactory()
    here = "/merken/FB/1 neu/"
    answer = client.get(here)
    assert answer.url == "/konto/login/?next=/merken/FB/1%2520neu/"
    client.force_login(person)
    for _twice in range(2):
        assert client.post(here).url == page.url
    assert [kept.course for kept in Bookmark.objects.of(person)] == [page.course]
    assert "Recht" in client.get("/meine-fortbildungen/merkliste/").content.decode()
    assert client.post(here, {"forget": 1, "list": 1}).url == "/meine-fortbildungen/merkliste/"
    assert not Bookmark.objects.exists()


def test_the_catalogue_leads_from_a_search_to_being_told(client):
    """Also whoever has to log in first; a catalogue without filters asks for nothing to save."""
    course_page("Recht")
    asked = client.get("/katalog/?q=Recht&mode=presence&view=calendar").content.decode()
    here = re.search(r'href="(/katalog/suche-speichern/[^"]+)"', asked)[1].replace("&amp;", "&")
    assert "suche-speichern" not in client.get("/katalog/").content.decode()
    assert client.get(here).url == f"/konto/login/?next={quote(here)}"
    person = PersonFactory()
    client.force_login(person)
    assert "Neue Termine per E-Mail" in client.get(here).content.decode()
    client.post(here)
    kept = SavedSearch.objects.get()
    assert (kept.person, kept.filters) == (person, {"q": "Recht", "mode": "presence"})


def test_a_search_is_saved_once_from_its_address_and_removed(client):
    person = PersonFactory()
    client.force_login(person)
    here = "/katalog/suche-speichern/?mode=online&sort=free&land=gibt-es-nicht"
    for _twice in range(2):
        client.post(here)
    saved = SavedSearch.objects.get()
    assert (saved.person, saved.filters, saved.query) == (person, {"mode": "online"}, "mode=online")
    assert "Format: online" in client.get("/meine-fortbildungen/merkliste/").content.decode()
    assert "Filter" in client.post("/katalog/suche-speichern/").content.decode()
    client.force_login(PersonFactory())
    address = f"/meine-fortbildungen/suchen/{saved.pk}/entfernen/"
    assert client.post(address).status_code == 404
    client.force_login(person)
    client.post(address)
    assert not SavedSearch.objects.exists()


def test_nobody_saves_without_end():
    person, now = PersonFactory(), timezone.now()
    for n in range(MOST):
        save_search(person=person, filters={"q": str(n)}, now=now)
    with pytest.raises(Refused):
        save_search(person=person, filters={"q": "noch eine"}, now=now)


def test_a_new_date_that_fits_is_mailed_once():
    now, person = timezone.now(), PersonFactory()
    online = course_page("Recht", delivery_mode=DeliveryMode.ONLINE).course
    old = in_days(30, course=online, state="planned")
    publish(seminar=old, now=now - 2 * DAY)
    search = save_search(person=person, filters={"mode": "online"}, now=now - DAY)
    save_search(person=person, filters={"mode": "presence"}, now=now - DAY)
    new = in_days(40, course=online, state="planned")
    publish(seminar=new, now=now)
    OutgoingMail.objects.all().delete()
    assert tell_of_new_dates(now=now) == 1
    assert tell_of_new_dates(now=now + DAY) == 0
    (mail,) = letters()
    assert (mail.to, mail.subject) == (person.email, "Ein neuer Termin für Ihre Suche")
    assert f"/buchen/{new.number}/" in mail.body
    assert old.number not in mail.body
    assert f"/suche-beenden/{links.sign_search(search)}/" in mail.body


def test_the_link_of_the_mail_ends_the_search_by_its_button_only(client):
    search = save_search(person=PersonFactory(), filters={"q": "Recht"}, now=timezone.now())
    leave = f"/suche-beenden/{links.sign_search(search)}/"
    assert "Suchbegriff: Recht" in client.get(leave).content.decode()
    assert SavedSearch.objects.exists()
    assert "beendet" in client.post(leave, follow=True).content.decode()
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("kept", [1, 5])
def test_the_list_costs_the_same_for_one_and_many(client, kept, django_assert_num_queries):
    person, now = PersonFactory(), timezone.now()
    for n in range(kept):
        course = course_page(f"Kurs {n}").course
        in_days(30 + n, course=course)
        Bookmark.objects.create(person=person, course=course, created_at=now)
        save_search(person=person, filters={"q": str(n)}, now=now)
    client.force_login(person)
    client.get("/meine-fortbildungen/merkliste/")
    with django_assert_num_queries(17):
        client.get("/meine-fortbildungen/merkliste/")
