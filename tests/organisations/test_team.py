"""My team: managers see and decide what is below their nodes, and nothing else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from organisations.models import User
from organisations.services.employments import request_employment
from tests.factories import (
    NOON,
    PersonFactory,
    association,
    coordinator,
    counsellor,
    manager,
    office_staff,
    programme,
    provider,
    site,
)
from tests.post import letter

pytestmark = pytest.mark.django_db


def asked(at=None, starts=date(2024, 3, 1), now=NOON):
    return request_employment(
        user=PersonFactory(),
        organisation=at or site(),
        programme=programme(),
        function="counsellor",
        starts=starts,
        now=now,
    )


def decide(client, name, request, **data):
    return client.post(reverse(f"organisations:{name}", args=[request.pk]), data)


@pytest.mark.parametrize("who", [counsellor, office_staff, coordinator])
def test_the_team_page_is_not_there_for_who_manages_nothing(client, who):
    assert client.get("/team/").url == "/konto/login/?next=/team/"
    client.force_login(who())
    assert client.get("/team/").status_code == 404


def test_the_team_costs_the_same_for_one_and_many(client, cost):
    def team_of(numbers):
        for number in numbers:
            counsellor(at=site(f"Stelle {number}"))
            asked(at=site(f"Stelle {number}"))
        page = client.get("/team/")
        return len(page.context["staff"]), len(page.context["requests"]), cost("/team/")

    client.force_login(manager())
    one = team_of([1])
    assert one[:2] == (1, 1)
    assert team_of([2, 3, 4, 5]) == (5, 5, one[2])


def test_umlauts_stand_where_a_telephone_book_has_them(client):
    for name in ("Spieß", "Sölzer", "Özdemir", "Peters"):
        counsellor(last_name=name)
    client.force_login(manager())
    staff = client.get("/team/").context["staff"]
    assert [job.user.last_name for job in staff] == ["Özdemir", "Peters", "Sölzer", "Spieß"]


def test_a_manager_sees_the_own_subtree_only_and_finds_people_in_it(client):
    counsellor(last_name="Adler")
    counsellor(last_name="Bauer", at=site("Stelle Süd"))
    counsellor(last_name="Celik", at=site("Fremd", below=provider("Träger Zwei")))
    client.force_login(manager())

    def found(q):
        return [job.user.last_name for job in client.get("/team/", {"q": q}).context["staff"]]

    assert found("") == ["Adler", "Bauer"]
    assert found("kim süd") == ["Bauer"]
    assert found("Celik") == []


def test_who_left_is_no_longer_in_the_team(client):
    person = counsellor()
    person.job.ends = date(2025, 12, 1)
    person.job.save()
    client.force_login(manager())
    assert list(client.get("/team/").context["staff"]) == []


def test_the_right_manager_confirms(client):
    request = asked()
    client.force_login(manager())
    assert decide(client, "confirm", request).url == "/team/"
    request.refresh_from_db()
    assert request.state == "confirmed"
    page = client.get("/team/").content.decode()
    assert f"{request.user} kann jetzt Fortbildungen buchen." in page
    assert letter(to=request.user.email).subject == "Sie können jetzt Fortbildungen buchen"


def test_whoever_begins_later_books_from_that_day_on(client):
    later = timezone.localdate() + timedelta(days=30)
    request = asked(starts=later, now=timezone.now())
    client.force_login(manager())
    decide(client, "confirm", request)
    day = date_format(later, "DATE_FORMAT")
    page = client.get("/team/").content.decode()
    assert f"Bestätigt: {request.user} kann ab {day} Fortbildungen buchen." in page
    told = letter(to=request.user.email)
    assert told.subject == "Ihre Anstellung ist bestätigt"
    assert f"Ab dem {day} können Sie Fortbildungen buchen:" in told.body


def test_the_right_manager_declines_with_a_reason_and_not_without(client):
    request = asked()
    client.force_login(manager())
    assert client.get(f"/team/anfragen/{request.pk}/ablehnen/").status_code == 200
    assert list(decide(client, "decline", request).context["form"].errors) == ["reason"]
    assert decide(client, "decline", request, reason="Nicht bei uns").url == "/team/"
    request.refresh_from_db()
    assert request.state == "declined"


@pytest.mark.parametrize("name", ["confirm", "decline"])
def test_nobody_decides_elsewhere_by_guessing_addresses(client, name):
    request = asked()
    assert decide(client, name, request).status_code == 302  # to the log-in
    for stranger in (request.user, counsellor(), manager(provider("Träger Zwei")), office_staff()):
        client.force_login(stranger)
        assert decide(client, name, request, reason="Nein").status_code == 404
    request.refresh_from_db()
    assert request.state == "requested"


def test_deciding_twice_is_refused_in_plain_words(client):
    request = asked()
    client.force_login(manager())
    decide(client, "confirm", request)
    again = decide(client, "decline", request, reason="Doch nicht")
    (_first, second) = client.get(again.url).context["messages"]
    assert second.level_tag == "error"
    request.refresh_from_db()
    assert request.state == "confirmed"


def test_confirming_needs_a_form_not_a_link(client):
    request = asked()
    client.force_login(manager())
    assert client.get(f"/team/anfragen/{request.pk}/bestaetigen/").status_code == 405


def test_people_are_visible_to_themselves_and_to_managers_above():
    person, colleague = counsellor(), counsellor()
    boss, chief = manager(), manager(association())
    stranger = manager(provider("Träger Zwei"))

    def visible(user):
        return set(User.objects.visible_to(user, on=NOON.date()))

    assert visible(person) == {person}
    assert visible(boss) == {boss, person, colleague}
    assert visible(chief) == {chief, person, colleague}
    assert visible(stranger) == {stranger}
