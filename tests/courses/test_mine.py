"""“My training”: where one stands, why, and the way out."""

from decimal import Decimal
from itertools import count

import pytest
from django.urls import reverse

from courses.models import Enrolment, Session
from courses.services.attendance import record_attendance
from courses.services.enrolments import cancel, enrol
from courses.services.interest import register_interest
from courses.services.next_step import Kind, next_step
from courses.services.overview import Overview, overview
from courses.services.queue import position
from courses.services.seminars import hold
from courses.states import EnrolmentState
from tests.courses.pages import offered
from tests.factories import A_DAY, NOON, CourseFactory, PersonFactory, SeminarFactory, counsellor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOUR = A_DAY / 24
LATER = NOON + 40 * A_DAY
ANOTHER_DAY = count(100, 3)  # nobody has two seats at the same time


def book(seminar, person, now=NOON):
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def elsewhen(**facts):
    """A seminar at a time nobody has booked anything for."""
    return SeminarFactory(days__start=NOON + next(ANOTHER_DAY) * A_DAY, **facts)


def wait(person, *, behind=1):
    seminar = elsewhen(capacity=1)
    for n in range(behind):
        book(seminar, counsellor(), NOON - A_DAY + n * HOUR)
    return book(seminar, person)


def text_of(response):
    return " ".join(response.content.decode().split())


def mine(client):
    return text_of(client.get(reverse("courses:mine")))


def test_whoever_has_booked_nothing_is_led_to_the_catalogue(client):
    client.force_login(PersonFactory())
    text = mine(client)
    assert "Zurzeit ist nichts gebucht. Der Katalog zeigt, was angeboten wird." in text
    assert 'href="/katalog/"' in text


def test_everything_is_sorted_by_what_it_means_today():
    person = counsellor()
    soon, late = (SeminarFactory(days__start=NOON + n * A_DAY) for n in (30, 60))
    over = SeminarFactory(days__start=NOON + 25 * A_DAY)
    far, near, past = (book(seminar, person) for seminar in (late, soon, over))
    waiting = wait(person)
    left = cancel(enrolment=wait(person), by=person, now=NOON)
    found = overview(person=person, now=NOON + 28 * A_DAY)
    assert (found.upcoming, found.waiting) == ([near, far], [waiting])
    assert (found.past, found.ended) == ([past], [left])
    assert found.next_step == near


def test_the_page_says_what_comes_next_and_where_one_waits(client):
    person = counsellor()
    booked = book(SeminarFactory(), person)
    wait(person, behind=3)
    client.force_login(person)
    text = mine(client)
    assert text.index("Als Nächstes: Ihre Veranstaltung") < text.index("Auf der Warteliste")
    assert f'href="/seminare/{booked.seminar.number}.ics"' in text
    assert "und ein weiterer Termin" in text
    assert "Danach" not in text
    assert "Platz 3 auf der Warteliste seit 2. November 2026." in text


def test_the_next_step_is_to_decide_then_to_go_soon_then_to_say_how_it_was():
    person = counsellor()
    booked = book(SeminarFactory(), person)  # a day at NOON in 30 days, one the day after
    found = overview(person=person, now=NOON)
    asked = [booked]

    def step(*, days, wanted=()):
        return next_step(overview=found, wanted=list(wanted), now=NOON + days * A_DAY)

    assert (step(days=0).kind, step(days=0).days) == (Kind.GO, 30)
    assert step(days=0, wanted=asked).kind == Kind.SAY
    assert step(days=25, wanted=asked).kind == Kind.GO
    later = step(days=30.9)
    assert (later.number, later.session) == (2, booked.seminar.sessions.order_by("starts_at")[1])
    held = offered(person, days__start=NOON + 60 * A_DAY)
    found = overview(person=person, now=NOON)
    assert (step(days=29).kind, step(days=29).enrolment) == (Kind.DECIDE, held)


def test_the_past_stands_by_year_with_its_units():
    past = [Enrolment(seminar=SeminarFactory(days__start=NOON - n * A_DAY)) for n in (1, 400)]
    for enrolment, units in zip(past, [12, None], strict=True):
        enrolment.attended_units = units and Decimal(units)
    years = Overview(past=past).years
    assert [(year.number, year.units) for year in years] == [("2026", 12), ("2025", 0)]


def test_the_past_shows_the_result_and_the_units(client, clock):
    person = counsellor()
    enrolment = book(SeminarFactory(), person)
    minutes = {session.pk: 420 for session in Session.objects.all()}
    minutes[max(minutes)] = 210
    record_attendance(
        seminar=enrolment.seminar, minutes={enrolment.pk: minutes}, by=person, now=LATER
    )
    clock(LATER)
    client.force_login(person)
    text = mine(client)
    assert "teilweise teilgenommen" in text
    assert "12 von 16 Unterrichtseinheiten" in text


def test_what_has_ended_says_why(client):
    person = counsellor()
    seminar = SeminarFactory(capacity=1)
    book(seminar, counsellor())
    book(seminar, person)
    hold(seminar=seminar, now=LATER)
    client.force_login(person)
    assert "12. Dezember 2026: verfallen – Es wurde kein Platz frei." in mine(client)


@pytest.mark.parametrize("rows", [1, 5])
def test_my_training_costs_the_same_for_one_and_many(client, rows, django_assert_num_queries):
    person = counsellor()
    for behind in range(1, rows + 1):
        book(elsewhen(), person)
        wait(person, behind=behind)
        cancel(enrolment=wait(person), by=person, now=NOON)
        book(elsewhen(), person)
        register_interest(person=person, course=CourseFactory(), employment=person.job, now=NOON)
    client.force_login(person)
    with django_assert_num_queries(11):
        mine(client)


def test_the_place_of_many_is_the_place_of_each():
    person = counsellor()
    waiting = [wait(person, behind=n) for n in (1, 2, 3)]
    seen = {e.pk: e.position for e in overview(person=person, now=NOON).waiting}
    assert [seen[e.pk] for e in waiting] == [position(e) for e in waiting] == [1, 2, 3]


@pytest.mark.parametrize("name", ["courses:enrolment", "courses:cancel"])
def test_an_enrolment_is_shown_to_its_owner_and_to_nobody_else(client, name):
    person = counsellor()
    address = reverse(name, args=[book(SeminarFactory(), person).pk])
    assert client.get(address).url == f"/konto/login/?next={address}"
    client.force_login(counsellor())
    assert client.get(address).status_code == 404
    assert client.post(address).status_code in {404, 405}
    client.force_login(person)
    assert client.get(address).status_code == 200


def test_a_confirmed_enrolment_offers_calendar_online_room_and_the_way_out(client):
    person = counsellor()
    enrolment = book(SeminarFactory(online_link="https://example.org/raum"), person)
    client.force_login(person)
    address = reverse("courses:enrolment", args=[enrolment.pk])
    text = text_of(client.get(address))
    for link in (
        "https://example.org/raum",
        f"/seminare/{enrolment.seminar.number}.ics",
        f"{address}absagen/",
    ):
        assert f'href="{link}"' in text
    assert "Bei der Anmeldung am 2. November 2026 war ein Platz frei." in text
    assert "Die Veranstaltung beginnt am 2. Dezember 2026 um 09:00 Uhr." in text


def test_cancelling_says_what_it_means_and_does_it(client):
    seminar, person = SeminarFactory(capacity=1), counsellor()
    enrolment, next_one = book(seminar, person), book(seminar, counsellor(), NOON + HOUR)
    client.force_login(person)
    address = reverse("courses:cancel", args=[enrolment.pk])
    text = text_of(client.get(address))
    assert "Ihr Platz geht sofort an die Person, die am längsten wartet." in text
    assert "Die Anmeldung ist geschlossen" not in text
    response = client.post(address, {"reason": "Vertretung nötig"})
    assert response.url == reverse("courses:enrolment", args=[enrolment.pk])
    assert "2. November 2026: storniert – Vertretung nötig" in text_of(client.get(response.url))
    next_one.refresh_from_db()
    assert next_one.state == EnrolmentState.CONFIRMED


def test_leaving_the_queue_says_what_it_means(client, clock):
    person = counsellor()
    enrolment = wait(person, behind=2)
    clock(enrolment.seminar.closes_at)
    client.force_login(person)
    text = text_of(client.get(reverse("courses:cancel", args=[enrolment.pk])))
    assert "Sie geben Platz 2 der Warteliste auf." in text
    assert "Die Anmeldung ist geschlossen: Sie können nicht zurückkehren." in text


def test_nothing_is_cancelled_once_the_seminar_has_begun(client, clock):
    person = counsellor()
    enrolment = book(SeminarFactory(), person)
    clock(LATER)
    client.force_login(person)
    address = reverse("courses:cancel", args=[enrolment.pk])
    for response in (client.get(address), client.post(address)):
        assert "Die Veranstaltung hat schon begonnen." in text_of(response)
    assert "absagen" not in text_of(client.get(reverse("courses:enrolment", args=[enrolment.pk])))
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.CONFIRMED
