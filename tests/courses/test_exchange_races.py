"""Seats are exchanged, named and booked crosswise at the same moment.

Each story has its negative control: it takes the lock away and lets all look before anybody
acts, so that the loss is certain.
"""

import pytest

from courses.models import Seminar
from courses.rules import reasons_not_to_enrol
from courses.services import exchange, overlaps, places
from courses.services.audit import audit_seats
from courses.services.contingents import Promise, set_contingents
from tests.courses.racing import meeting, race
from tests.courses.test_races import book, states
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    counsellor,
    manager,
    office_staff,
    site,
)

pytestmark = pytest.mark.django_db(transaction=True)


def two_exchange_their_dates():
    course = CourseFactory()
    one = SeminarFactory(course=course, capacity=2)
    other = SeminarFactory(course=course, capacity=2, days__start=NOON + 50 * A_DAY)
    seats = book(one, counsellor()), book(other, counsellor())

    def rebook(seat, target):
        return exchange.rebook(enrolment=seat, seminar=target, by=seat.person, now=NOON)

    return one, other, race(lambda: rebook(seats[0], other), lambda: rebook(seats[1], one))


def test_two_who_exchange_dates_crosswise_do_not_wait_for_each_other():
    one, other, _outcomes = two_exchange_their_dates()
    assert states(one) == states(other) == ["cancelled", "confirmed"]
    assert audit_seats(now=NOON) == []


def test_without_an_order_of_locks_they_do(monkeypatch):
    """PostgreSQL undoes one of them, which then has to try again."""
    meet, tries = meeting(), []

    def lock_all(keys):
        tries.append(keys)
        rows = Seminar.objects.select_for_update(no_key=True).prefetch_related("sessions")
        first = rows.get(pk=keys[0])
        if len(tries) <= len(keys):
            meet()
        return [first, rows.get(pk=keys[1])]

    monkeypatch.setattr("courses.services.exchange.lock_all", lock_all)
    two_exchange_their_dates()
    assert len(tries) > 2


def one_person_in_two_places():
    person, seminars_ = counsellor(), [SeminarFactory(), SeminarFactory()]
    race(*[lambda seminar=seminar: book(seminar, person) for seminar in seminars_])
    return person.enrolments.filter(state="confirmed").count()


def test_nobody_gets_two_seats_at_the_same_time():
    assert one_person_in_two_places() == 1


def test_without_the_lock_of_the_person_they_do(monkeypatch):
    meet = meeting()

    def look(**facts):
        found = list(reasons_not_to_enrol(**facts))
        meet()
        return found

    unlocked = overlaps.LOCK_PEOPLE.replace("FOR NO KEY UPDATE", "")
    monkeypatch.setattr(overlaps, "LOCK_PEOPLE", unlocked)
    monkeypatch.setattr("courses.services.enrolments.reasons_not_to_enrol", look)
    assert one_person_in_two_places() == 2


def a_place_named_twice():
    seminar, boss = SeminarFactory(), manager()
    promise = Promise(owner=site(), reserved=1)
    set_contingents(seminar=seminar, promises=[promise], by=office_staff(), now=NOON)
    (place,) = places.reserve(seminar=seminar, organisation=site(), count=1, by=boss, now=NOON)
    people = [counsellor(), counsellor()]

    def name(person):
        facts = {"enrolment": place, "person": person, "employment": person.job}
        return exchange.replace(**facts, by=boss, now=NOON)

    return seminar, lambda: race(*[lambda person=person: name(person) for person in people])


def test_one_place_is_named_once():
    seminar, go = a_place_named_twice()
    assert go().count("refused") == 1
    assert states(seminar) == ["confirmed", "replaced"]
    assert audit_seats(now=NOON) == []


def test_without_the_lock_only_the_database_refuses_the_second_name(request):
    seminar, go = a_place_named_twice()
    request.getfixturevalue("no_lock")
    assert any("replaces" in str(outcome) for outcome in go())
    assert states(seminar) == ["confirmed", "replaced"]
