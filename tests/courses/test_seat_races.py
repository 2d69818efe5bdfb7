"""Seats at the same moment on connections of their own; each story with its negative control.

The controls take the lock away and let all look before anybody acts, so that the loss is certain.
"""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import DatabaseError

from courses.models import Enrolment, Seminar
from courses.rules import reasons_not_to_enrol
from courses.services import (
    approvals,
    at_hand,
    exchange,
    overlaps,
    places,
    rooms,
    selecting,
    seminars,
)
from courses.services.audit import audit_seats
from courses.services.contingents import Promise, set_contingents
from courses.services.deadlines import keep_deadlines
from courses.services.enrolments import cancel
from tests.courses.test_races import at_once, book, states
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    counsellor,
    manager,
    office_staff,
    provider,
    site,
)

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = A_DAY / 24


def race(*calls):
    """What each call gives, or the name of what the database said against it."""

    def trying(call):
        try:
            return call()
        except DatabaseError as error:
            said = error.__cause__
            return said.diag.constraint_name or type(said).__name__

    return at_once(*[lambda call=call: trying(call) for call in calls])


def meeting():
    """Where two wait for each other, once."""
    barrier = Barrier(2)

    def meet():
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=2)

    return meet


@pytest.fixture
def no_lock(monkeypatch):
    """Seminars are read and not locked; both hands look before either acts."""
    read, after_look = rooms._rows, meeting()

    def look(seminars):
        rows = read(seminars)
        after_look()
        return rows

    unlocked = at_hand.LOCKED.statement.replace("FOR NO KEY UPDATE OF s", "")
    monkeypatch.setattr(at_hand.LOCKED, "statement", unlocked)
    monkeypatch.setattr("courses.services.rooms._rows", look)


def meet_before_moving(monkeypatch):
    move_to, meet = Enrolment.move_to, meeting()

    def move(self, state, *, now):
        move_to(self, state, now=now)
        meet()

    monkeypatch.setattr(Enrolment, "move_to", move)


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


def two_offices_plan():
    seminar, desk = SeminarFactory(capacity=4), office_staff()

    def plan(capacity):
        mine = Seminar.objects.get(pk=seminar.pk)
        mine.capacity = capacity
        seminars.plan(seminar=mine, sessions=[], by=desk, now=NOON)

    race(lambda: plan(6), lambda: plan(9))
    return [
        (event.before["capacity"], event.after["capacity"])
        for event in seminar.seat_events.order_by("pk")
    ]


def test_two_who_change_the_number_of_seats_follow_each_other():
    assert two_offices_plan() in ([(4, 6), (6, 9)], [(4, 9), (9, 6)])


@pytest.mark.usefixtures("no_lock")
def test_without_the_lock_one_change_knows_nothing_of_the_other():
    assert sorted(two_offices_plan()) == [(4, 6), (4, 9)]


def two_offices_promise():
    seminar, desk = SeminarFactory(capacity=3), office_staff()
    owners = [site(), site("Anderswo", below=provider("Träger Zwei"))]

    def promise(owner):
        wanted = [Promise(owner=owner, reserved=2)]
        set_contingents(seminar=seminar, promises=wanted, by=desk, now=NOON)

    race(*[lambda owner=owner: promise(owner) for owner in owners])
    return seminar.contingents.count()


def test_of_two_plans_for_contingents_the_second_holds():
    assert two_offices_promise() == 1
    assert audit_seats(now=NOON) == []


@pytest.mark.usefixtures("no_lock")
def test_without_the_lock_both_plans_stand_and_promise_too_much():
    assert two_offices_promise() == 2
    assert any("4 are needed" in said for said in audit_seats(now=NOON))


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
    assert len(tries) == 3


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


def a_selection_committed_twice():
    seminar, desk = SeminarFactory(allocation="selection", capacity=1), office_staff()
    for _person in range(2):
        book(seminar, counsellor())
    now = seminar.closes_at
    selection = selecting.open_selection(seminar=seminar, now=now)
    commit = [lambda: selecting.commit(selection=selection, by=desk, now=now)] * 2
    return seminar, lambda: race(*commit)


def test_a_selection_is_committed_once():
    seminar, go = a_selection_committed_twice()
    assert go().count("refused") == 1
    assert states(seminar) == ["confirmed", "not_selected"]
    assert audit_seats(now=NOON) == []


def test_without_the_lock_only_the_database_refuses_the_second_commit(request):
    seminar, go = a_selection_committed_twice()
    request.getfixturevalue("no_lock")
    assert any("selectionresult" in str(o) or "selection_result" in str(o) for o in go())
    assert states(seminar) == ["confirmed", "not_selected"]
