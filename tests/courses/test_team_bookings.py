"""Managers book for their staff, and see and change what is booked below their nodes only."""

import pytest
from django.urls import reverse

from courses.models import Contingent
from courses.services.places import reserve
from courses.states import EnrolmentState
from tests.courses.pages import HOUR, book, cost, offered, said, seen, send, text_of
from tests.factories import (
    NOON,
    SeminarFactory,
    counsellor,
    manager,
    provider,
    site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def elsewhere():
    return site("Anderswo", below=provider("Träger Zwei"))


@pytest.fixture(autouse=True)
def boss(client):
    boss = manager()
    client.force_login(boss)
    return boss


def promised(seats=3, **fields):
    seminar = SeminarFactory(**fields)
    Contingent.objects.create(seminar=seminar, organisation=provider(), reserved=seats)
    return seminar


def reserved(boss, count=1, **fields):
    facts = {"organisation": provider(), "count": count, "by": boss, "now": NOON}
    return reserve(seminar=promised(**fields), **facts)


def test_the_booking_page_leads_managers_to_their_staff(client):
    seminar = SeminarFactory()
    address = reverse("courses:book_staff", args=[seminar.number])
    assert f'href="{address}"' in seen(client, "courses:book", seminar.number)
    client.force_login(counsellor())
    assert address not in seen(client, "courses:book", seminar.number)
    assert client.get(address).status_code == 404


def test_only_ones_own_staff_can_be_chosen(client):
    seminar = SeminarFactory()
    counsellor(last_name="Ost")
    stranger = counsellor(elsewhere(), last_name="West")
    text = seen(client, "courses:book_staff", seminar.number)
    assert "Ost, Kim" in text
    assert "West" not in text
    landed = send(client, "courses:book_staff", seminar.number, jobs=[stranger.job.pk])
    assert "jobs" in landed.context["form"].errors
    assert not seminar.enrolments.exists()


def test_several_are_booked_at_once_each_with_a_result(client, boss):
    seminar = SeminarFactory(capacity=1)
    first, second = counsellor(last_name="Eins"), counsellor(last_name="Zwei")
    busy = counsellor(last_name="Drei")
    book(SeminarFactory(number="S-1", course__title="Asyl"), busy)
    jobs = [person.job.pk for person in (first, second, busy)]
    landed = send(client, "courses:book_staff", seminar.number, jobs=jobs)
    refused, confirmed, waiting = sorted(said(landed))
    assert confirmed == "Kim Eins: Der Platz ist bestätigt."
    assert waiting == "Kim Zwei: auf der Warteliste; wer nachrückt, erfährt es per E-Mail."
    assert refused.startswith("Kim Drei: ")
    assert "S-1 Asyl" in refused
    assert seminar.enrolments.of(first).get().booked_by == boss
    text = text_of(landed)
    assert text.count('type="checkbox"') == 1  # who is in already is not offered again


def test_a_manager_is_told_what_booking_brings_before_the_click(client):
    fields = {"capacity": 2, "offers": True, "approval_policy": "manager_then_office"}
    seminar = SeminarFactory(**fields)
    text = seen(client, "courses:book_staff", seminar.number)
    assert "2 Plätze sind für Ihre Beschäftigten frei." in text
    assert "Nach Ihrer Buchung muss Zentralstelle" in text
    assert "Die Stornierung ist kostenlos." in text
    for _each in range(3):
        book(seminar)
    text = seen(client, "courses:book_staff", seminar.number)
    assert "Ihre Beschäftigten kommen auf die Warteliste, ab Platz 2." in text
    assert "Alle 2 Plätze sind vergeben." in text


def test_a_manager_of_two_sees_each_where_they_differ(client, boss):
    other = provider("Träger Zwei")
    boss.roles.create(kind="manager", organisation=other)
    seminar = promised(seats=12, capacity=12)
    text = seen(client, "courses:book_staff", seminar.number)
    assert "12 Plätze sind für Ihre Beschäftigten frei." in text
    assert "Ihre Beschäftigten kommen auf die Warteliste, ab Platz 1." in text
    text = seen(client, "courses:book_staff", SeminarFactory().number)
    assert text.count("Plätze sind für Ihre Beschäftigten frei.") == 1


def test_the_search_finds_staff(client):
    seminar = SeminarFactory()
    counsellor(last_name="Ost")
    counsellor(last_name="West")
    address = reverse("courses:book_staff", args=[seminar.number])
    text = text_of(client.get(address, {"q": "ost"}))
    assert "Ost, Kim" in text
    assert "West, Kim" not in text
    assert "Niemand gefunden." in text_of(client.get(address, {"q": "xyz"}))


def test_the_list_shows_what_is_open_below_ones_own_nodes(client):
    book(SeminarFactory(), counsellor(last_name="Ost"))
    book(SeminarFactory(), counsellor(elsewhere(), last_name="West"))
    full = SeminarFactory(capacity=1)
    book(full, now=NOON - HOUR)
    book(full, counsellor(last_name="Nord"))
    text = seen(client, "courses:team_enrolments")
    assert "Kim Ost" in text
    assert "West" not in text
    waiting = text_of(client.get(reverse("courses:team_enrolments"), {"state": "waiting"}))
    assert "Kim Nord" in waiting
    assert "Kim Ost" not in waiting
    held = text_of(client.get(reverse("courses:team_enrolments"), {"state": "held"}))
    assert "In Ihrem Team gibt es keine solche Anmeldung." in held


def test_somebody_elses_staff_is_not_there(client):
    enrolment = book(SeminarFactory(), counsellor(elsewhere()))
    for name in ("team_enrolment", "team_cancel", "team_replace", "team_decline", "team_rebook"):
        address = reverse(f"courses:{name}", args=[enrolment.pk])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in {404, 405}
    assert client.post(reverse("courses:team_accept", args=[enrolment.pk])).status_code == 404
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.CONFIRMED


def test_the_manager_cancels_and_accepts_for_the_staff(client):
    enrolment = book(SeminarFactory(), counsellor(last_name="Ost"))
    text = seen(client, "courses:team_cancel", enrolment.pk)
    assert "Kim Ost" in text
    assert "Eine Stornierung ist jetzt kostenlos." in text
    landed = send(client, "courses:team_cancel", enrolment.pk, reason="Krank gemeldet")
    assert said(landed) == ["Die Anmeldung ist storniert."]
    assert "Krank gemeldet" in text_of(landed)
    offer = offered(counsellor())
    landed = send(client, "courses:team_accept", offer.pk)
    assert said(landed) == ["Das Angebot ist angenommen, der Platz ist bestätigt."]
    assert "Der Platz ist bestätigt." in text_of(landed)


def test_the_manager_sends_somebody_else_of_the_staff(client):
    enrolment = book(SeminarFactory(), counsellor(last_name="Ost"))
    heir, stranger = counsellor(last_name="Nord"), counsellor(elsewhere(), last_name="West")
    text = seen(client, "courses:team_replace", enrolment.pk)
    assert "Wer kommt anstelle von Kim Ost?" in text
    assert "Nord, Kim" in text
    assert "West" not in text
    refused = send(client, "courses:team_replace", enrolment.pk, job=stranger.job.pk)
    assert refused.context["form"].errors == {"job": ["Wählen Sie eine Person."]}
    landed = send(client, "courses:team_replace", enrolment.pk, job=heir.job.pk)
    assert "Kim Nord" in text_of(landed)
    assert enrolment.seminar.enrolments.of(heir).get().state == EnrolmentState.CONFIRMED


def test_places_are_reserved_and_named(client):
    seminar, person = promised(seats=3), counsellor(last_name="Nord")
    facts = {"organisation": provider().pk, "count": 2}
    landed = send(client, "courses:reserve", seminar.number, **facts)
    assert said(landed) == ["2 Plätze sind reserviert. Benennen Sie rechtzeitig, wer kommt."]
    text = text_of(landed)
    assert text.count("Person benennen") == 2
    assert "22. November 2026" in text
    place = seminar.enrolments.filter(person=None).first()
    assert "Wer bekommt den reservierten Platz?" in seen(client, "courses:team_replace", place.pk)
    landed = send(client, "courses:team_replace", place.pk, job=person.job.pk)
    assert "Kim Nord" in text_of(landed)
    assert seminar.enrolments.of(person).get().state == EnrolmentState.CONFIRMED


def test_no_places_are_reserved_without_a_seat_contingent_or_beyond_it(client):
    facts = {"organisation": provider().pk, "count": 4}
    for seminar in (SeminarFactory(), promised(seats=3, capacity=3)):
        landed = send(client, "courses:reserve", seminar.number, **facts)
        assert len(landed.context["form"].non_field_errors()) == 1
        assert not seminar.enrolments.exists()
    foreign = {"organisation": elsewhere().pk, "count": 1}
    landed = send(client, "courses:reserve", promised().number, **foreign)
    assert "organisation" in landed.context["form"].errors


def test_a_place_without_a_name_is_given_up(client, boss):
    (place,) = reserved(boss)
    assert "Platz aufgeben" in seen(client, "courses:team_enrolment", place.pk)
    send(client, "courses:team_cancel", place.pk)
    place.refresh_from_db()
    assert place.state == EnrolmentState.CANCELLED


@pytest.mark.parametrize("name", ["courses:team_enrolments", "courses:book_staff"])
def test_the_lists_cost_the_same_for_one_and_many(client, boss, name):
    seminar = SeminarFactory(capacity=3)
    arguments = [seminar.number] if name == "courses:book_staff" else []

    def grow(count):
        for _number in range(count):
            book(seminar)  # the fourth one waits
            counsellor()
            reserved(boss)

    grow(4)
    some = cost(client, name, *arguments)
    grow(4)
    assert cost(client, name, *arguments) == some
