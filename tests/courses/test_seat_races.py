"""Seats at the same moment, on connections of their own.

Each story has its negative control: it takes the lock away and lets all look before anybody
acts, so that the loss is certain.
"""

import pytest

from courses.models import Enrolment
from courses.services import approvals
from courses.services.audit import audit_seats
from courses.services.contingents import Promise, set_contingents
from courses.services.deadlines import keep_deadlines
from courses.services.enrolments import cancel
from tests.courses.racing import meet_before_moving, race
from tests.courses.test_races import book, states
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, manager, office_staff, site

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = A_DAY / 24


def two_want_the_last_seat():
    seminar, people = SeminarFactory(capacity=1), [counsellor(), counsellor()]
    outcomes = race(*[lambda person=person: book(seminar, person) for person in people])
    return seminar, outcomes


def test_the_last_seat_is_one_persons():
    seminar, _outcomes = two_want_the_last_seat()
    assert states(seminar) == ["confirmed", "waiting"]


@pytest.mark.usefixtures("no_lock")
def test_without_the_lock_only_the_database_keeps_the_last_seat_single():
    seminar, outcomes = two_want_the_last_seat()
    assert "seminar_is_never_overbooked" in outcomes
    assert states(seminar) == ["confirmed"]  # and somebody has lost their place in the queue


def two_want_the_last_seat_of_a_contingent():
    seminar, people = SeminarFactory(capacity=5), [counsellor(), counsellor()]
    promise = Promise(owner=site(), limit=1)
    set_contingents(seminar=seminar, promises=[promise], by=office_staff(), now=NOON - A_DAY)
    return seminar, lambda: race(*[lambda p=person: book(seminar, p) for person in people])


def test_the_last_seat_of_a_contingent_is_one_persons():
    seminar, go = two_want_the_last_seat_of_a_contingent()
    go()
    assert states(seminar) == ["confirmed", "waiting"]


def test_without_the_lock_a_contingent_gives_more_than_its_limit(request):
    seminar, go = two_want_the_last_seat_of_a_contingent()
    request.getfixturevalue("no_lock")
    go()
    assert states(seminar) == ["confirmed", "confirmed"]
    assert any("at most 1 seats, 2 are used" in said for said in audit_seats(now=NOON))


def held_for_an_hour():
    """A seat that waits for its approval, and the step."""
    boss = manager()
    seminar = SeminarFactory(approval_policy="manager", approval_hours=1)
    seat = book(seminar, counsellor())
    return boss, seat, seat.approval_steps.get()


def the_end(seat, act):
    race(act, lambda: keep_deadlines(now=NOON + 2 * HOUR))
    return list(
        seat.events.filter(from_state="held", kind="moved").values_list("to_state", flat=True)
    )


def test_a_seat_cancelled_while_it_expires_ends_once():
    _boss, seat, _step = held_for_an_hour()
    ends = the_end(seat, lambda: cancel(enrolment=seat, by=seat.person, now=NOON))
    assert ends in (["cancelled"], ["expired"])
    assert audit_seats(now=NOON) == []


@pytest.mark.usefixtures("no_lock")
def test_without_the_lock_it_ends_twice(monkeypatch):
    seminar, person = SeminarFactory(offers=True, offer_hours=1), counsellor()
    seat = book(seminar, person)
    Enrolment.objects.update(state="held", held_until=NOON + HOUR)
    meet_before_moving(monkeypatch)
    ends = the_end(seat, lambda: cancel(enrolment=seat, by=seat.person, now=NOON))
    assert sorted(ends) == ["cancelled", "expired"]
    assert any("it was" in said for said in audit_seats(now=NOON))


def test_an_approval_while_the_seat_expires_counts_or_comes_too_late():
    boss, seat, step = held_for_an_hour()
    ends = the_end(seat, lambda: approvals.approve(step=step, by=boss, now=NOON))
    assert ends in (["confirmed"], ["expired"])
    assert audit_seats(now=NOON) == []


def test_without_the_lock_it_counts_and_comes_too_late(request, monkeypatch):
    boss, seat, step = held_for_an_hour()
    request.getfixturevalue("no_lock")
    meet_before_moving(monkeypatch)
    ends = the_end(seat, lambda: approvals.approve(step=step, by=boss, now=NOON))
    assert sorted(ends) == ["confirmed", "expired"]


def test_of_two_who_decide_on_one_approval_one_decides():
    boss, seat, step = held_for_an_hour()
    no = {"step": step, "by": manager(), "reason": "Nein", "now": NOON}
    outcomes = race(
        lambda: approvals.approve(step=step, by=boss, now=NOON), lambda: approvals.deny(**no)
    )
    assert outcomes.count("refused") == 1
    assert seat.events.filter(from_state="held", kind="moved").count() == 1
    assert audit_seats(now=NOON) == []


def test_without_the_lock_both_decide(request, monkeypatch):
    boss, seat, step = held_for_an_hour()
    deciders = boss, manager()
    request.getfixturevalue("no_lock")
    meet_before_moving(monkeypatch)
    outcomes = race(
        *[lambda by=by: approvals.approve(step=step, by=by, now=NOON) for by in deciders]
    )
    assert "refused" not in outcomes
    assert seat.events.filter(from_state="held", kind="moved").count() == 2
