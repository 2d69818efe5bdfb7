"""The home page is made once for all who read it, and anew as soon as something has happened."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import HomePage
from cms.pages.keeping import Shelf
from courses.services.enrolments import enrol
from fortbildung.settings.base import PAGES_KEPT
from tests.caches import away, fresh
from tests.cms.site import course_page, in_days
from tests.factories import PersonFactory, counsellor

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(autouse=True)
def kept(settings, monkeypatch):
    """Nothing is kept yet, neither in the cache nor in this process."""
    fresh(settings)
    monkeypatch.setattr(Shelf, "version", None)
    settings.PAGES_KEPT = PAGES_KEPT


def main(client, address):
    """The page between header and footer, which holds no secrets against forgery."""
    html = client.get(address).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def text(client):
    return main(client, "/")


@pytest.mark.parametrize("seminars", [1, 5])
def test_to_read_it_again_costs_a_handful_of_queries(client, seminars, django_assert_num_queries):
    for n in range(seminars):
        in_days(30 + n, course=course_page(f"Kurs {n}").course)
    before = text(client)
    with django_assert_num_queries(6):
        assert text(client) == before


def test_whoever_reads_it_a_seat_that_is_taken_is_seen_at_once(client):
    seminar = in_days(30, course=course_page().course, capacity=2)
    assert "2 Plätze frei" in text(client)
    person = counsellor()
    enrol(person=person, seminar=seminar, employment=person.job, now=timezone.now())
    assert "1 Platz frei" in text(client)
    client.force_login(PersonFactory())
    assert "1 Platz frei" in text(client)


def test_a_page_that_is_taken_down_leaves_at_once(client):
    page = course_page()
    in_days(30, course=page.course)
    assert page.title in text(client)
    page.unpublish()
    assert page.title not in text(client)


def test_each_language_and_each_wording_has_its_own(client):
    assert "Wer dahintersteht" in text(client)
    client.cookies["django_language"] = "en"
    assert "Who runs it" in text(client)
    home = HomePage.objects.get()
    home.title_en = "Learn on"
    home.save_revision().publish()
    assert "Learn on" in text(client)


def test_what_leaves_no_trace_is_seen_after_a_while(client, settings):
    settings.PAGES_KEPT = timedelta(milliseconds=1)
    page = course_page()
    in_days(30, course=page.course)
    text(client)
    page.course.title = "Neuer Titel"
    page.course.save()
    assert "Neuer Titel" in text(client)


def test_a_preview_shows_what_is_written_and_keeps_nothing(client):
    home = HomePage.objects.get()
    text(client)
    home.title = "Nur ein Entwurf"
    shown = home.make_preview_request(preview_mode=home.default_preview_mode)
    assert "Nur ein Entwurf" in shown.render().content.decode()
    assert "Nur ein Entwurf" not in text(client)


@pytest.mark.parametrize("address", ["/katalog/", "/katalog/?free=True", "/katalog/?q=Kurs"])
def test_the_catalogue_reads_its_offers_once_and_anew_when_something_has_happened(client, address):
    seminar = in_days(30, course=course_page("Kurs A").course, capacity=1)
    before = main(client, address)
    assert "Kurs A" in before
    with CaptureQueriesContext(connection) as asked:
        assert main(client, address) == before
    assert not any("array_agg(seminar.id)" in query["sql"] for query in asked)
    person = counsellor()
    enrol(person=person, seminar=seminar, employment=person.job, now=timezone.now())
    assert ("Kurs A" in main(client, address)) == ("free" not in address)


def test_a_page_that_vanished_without_a_trace_does_not_break_the_catalogue(client):
    in_days(30, course=(page := course_page("Kurs A")).course)
    course_page("Kurs B")
    main(client, "/katalog/")
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert "Kurs B" in main(client, "/katalog/")


def test_without_a_cache_the_pages_are_there(client, settings):
    page = course_page()
    away(settings)
    for address in ("/", page.url):
        assert client.get(address).status_code == 200
