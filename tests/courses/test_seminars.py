"""A seminar's way from plan to close, and what its plan may still become on the way."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from courses.models import Attendance, Seminar, Session
from courses.services import seminars
from courses.services.attendance import record_attendance
from courses.services.enrolments import enrol
from courses.states import PUBLIC, SEMINAR_MOVES, SETTLED, EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    counsellor,
    office,
    office_staff,
)

AFTER = NOON + 40 * A_DAY
BEGUN = NOON + 30 * A_DAY

pytestmark = pytest.mark.django_db


def book(seminar, now=NOON):
    person = counsellor()
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def settle(seminar, minutes=420):
    """Everybody was in every session for `minutes`."""
    sessions = dict.fromkeys(seminar.sessions.values_list("pk", flat=True), minutes)
    everybody = {e.pk: sessions for e in seminar.enrolments.taking_part()}
    record_attendance(seminar=seminar, minutes=everybody, by=office_staff(), now=AFTER)


def plan(seminar, sessions=(), removed=()):
    return seminars.plan(seminar=seminar, sessions=sessions, removed=removed, now=NOON)


def in_order(seminar):
    return list(seminar.sessions.order_by("pk"))


def test_a_settled_seminar_never_moves_again_unless_one_called_off_is_planned_anew():
    assert {state: SEMINAR_MOVES[state] for state in SETTLED} == {
        SeminarState.CLOSED: set(),
        SeminarState.CALLED_OFF: {SeminarState.PLANNED},
    }


@pytest.mark.parametrize("state", SeminarState)
@pytest.mark.parametrize(
    ("service", "moves"),
    [
        ("publish", {"planned": "open"}),
        ("hold", {"open": "held", "guaranteed": "held"}),
        ("close", {"open": "closed", "guaranteed": "closed", "held": "closed"}),
    ],
)
def test_each_service_makes_its_move_and_no_other(service, moves, state):
    seminar = SeminarFactory(state=state)
    move = getattr(seminars, service)
    if state in moves:
        assert move(seminar=seminar, now=AFTER).state == moves[state]
    else:
        with pytest.raises(Refused):
            move(seminar=seminar, now=AFTER)
    seminar.refresh_from_db()
    assert seminar.state == moves.get(state, state)


def test_a_seminar_without_sessions_is_not_published():
    seminar = SeminarFactory(state=SeminarState.PLANNED, days=0)
    with pytest.raises(Refused):
        seminars.publish(seminar=seminar, now=NOON)


@pytest.mark.parametrize("service", ["hold", "close"])
def test_a_seminar_is_over_when_its_last_session_is(service):
    seminar = SeminarFactory()
    end = NOON + 31 * A_DAY + timedelta(hours=4)
    with pytest.raises(Refused):
        getattr(seminars, service)(seminar=seminar, now=end - timedelta(minutes=1))
    assert getattr(seminars, service)(seminar=seminar, now=end).state in ("held", "closed")


def test_who_still_waits_at_the_end_is_told_that_no_seat_became_free():
    seminar = SeminarFactory(capacity=1)
    book(seminar)
    waiting = book(seminar)
    seminars.hold(seminar=seminar, now=AFTER)
    waiting.refresh_from_db()
    assert waiting.state == EnrolmentState.EXPIRED
    assert OutgoingMail.objects.filter(to=waiting.person.email).count() == 2


def test_every_seminar_that_is_over_is_held_and_the_others_stay():
    for state in PUBLIC:
        SeminarFactory(state=state)
    SeminarFactory(days__start=AFTER + A_DAY)
    assert [seminars.hold_due(now=AFTER), seminars.hold_due(now=AFTER)] == [2, 0]
    states = Seminar.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["held", "held", "open"]


def test_closing_an_open_seminar_moves_it_through_held_and_needs_all_attendance():
    seminar = SeminarFactory(capacity=1)
    seat, waiting = book(seminar), book(seminar)
    with pytest.raises(Refused) as refusal:
        seminars.close(seminar=seminar, now=AFTER)
    assert str(seat.person) in refusal.value.messages[0]
    waiting.refresh_from_db()
    assert waiting.state == EnrolmentState.WAITING
    settle(seminar)
    assert seminars.close(seminar=seminar, now=AFTER).state == SeminarState.CLOSED
    waiting.refresh_from_db()
    assert waiting.state == EnrolmentState.EXPIRED


def test_a_new_seminar_is_saved_with_its_sessions():
    seminar = Seminar(
        number="N-1",
        course=CourseFactory(),
        central_office=office(),
        place="Kassel",
        capacity=5,
        opens_at=NOON,
        closes_at=NOON + A_DAY,
    )
    begin = NOON + 9 * A_DAY
    plan(seminar, [Session(starts_at=begin, ends_at=begin + A_DAY / 4, teaching_units=8)])
    stored = Seminar.objects.get()
    assert (stored.state, stored.sessions.get().starts_at) == (SeminarState.PLANNED, begin)


def test_more_seats_serve_the_queue_and_fewer_take_nobodys_seat():
    seminar = SeminarFactory(capacity=1)
    for _person in range(3):
        book(seminar)
    for capacity, states in [
        (2, ["confirmed", "confirmed", "waiting"]),
        (1, ["confirmed", "confirmed", "waiting"]),
    ]:
        seminar.capacity = capacity
        plan(seminar)
        assert list(seminar.enrolments.order_by("pk").values_list("state", flat=True)) == states


def test_a_change_of_time_or_place_raises_the_sequence_and_a_new_title_does_not():
    seminar = SeminarFactory()
    first, second = in_order(seminar)
    first.starts_at += timedelta(minutes=30)
    second.title = "Übungen"
    plan(seminar, [first, second])
    assert [s.sequence for s in in_order(seminar)] == [1, 0]
    second.room = "Raum 2"
    plan(seminar, [second])
    assert [s.sequence for s in in_order(seminar)] == [1, 1]
    seminar.place = "Kassel"
    plan(seminar)
    assert [s.sequence for s in in_order(seminar)] == [2, 2]


def test_two_sessions_can_swap_their_times():
    seminar = SeminarFactory()
    first, second = in_order(seminar)
    first.starts_at, second.starts_at = second.starts_at, first.starts_at
    first.ends_at, second.ends_at = second.ends_at, first.ends_at
    plan(seminar, [first, second])
    early, late = seminar.sessions.order_by("starts_at")
    assert (early.pk, late.pk) == (second.pk, first.pk)


def test_recorded_attendance_keeps_its_session_as_it_is():
    seminar = SeminarFactory()
    enrolment, (first, second) = book(seminar), in_order(seminar)
    minutes = {enrolment.pk: {first.pk: 420}}
    record_attendance(seminar=seminar, minutes=minutes, by=office_staff(), now=BEGUN)
    with pytest.raises(Refused):
        plan(seminar, removed=[first])
    first.teaching_units = 1
    with pytest.raises(Refused):
        plan(seminar, [first])
    plan(seminar, removed=[second])
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.ATTENDED  # every session left has its record
    extra = Session(starts_at=AFTER, ends_at=AFTER + A_DAY, teaching_units=1)
    with pytest.raises(Refused):
        plan(seminar, [extra])
    assert (seminar.sessions.get(), Attendance.objects.count()) == (first, 1)


def test_a_session_a_colleague_has_just_removed_is_gone_and_not_brought_back():
    seminar = SeminarFactory()
    first, second = in_order(seminar)
    plan(seminar, removed=[first])
    plan(seminar, removed=[first])
    first.room = "Raum 2"
    with pytest.raises(Refused, match="inzwischen"):
        plan(seminar, [first])
    assert in_order(seminar) == [second]


@pytest.mark.parametrize("number", ["FB/1", "FB 1?", 'FB"1', "FB%1", "..", " FB", "FB\n1", "FB\\1"])
def test_a_number_that_fits_no_address_is_refused_by_form_and_database(number):
    seminar = SeminarFactory()
    seminar.number = number
    with pytest.raises(ValidationError) as refusal:
        seminar.full_clean()
    assert list(refusal.value.message_dict) == ["number"]
    with pytest.raises(IntegrityError), transaction.atomic():
        seminar.save()


@pytest.mark.parametrize("number", ["FB-001-2027-01", "S-Ü1", "Fachtag 2027", "7.2_a"])
def test_a_number_offices_use_is_fine(number):
    SeminarFactory(number=number).full_clean()


@pytest.mark.parametrize("state", [SeminarState.CLOSED, SeminarState.CALLED_OFF])
def test_what_is_settled_does_not_change(state):
    seminar = SeminarFactory(state=state)
    seminar.capacity = 99
    with pytest.raises(Refused):
        plan(seminar)


def test_planning_does_not_undo_a_state_somebody_else_has_set_meanwhile():
    seminar = SeminarFactory(state=SeminarState.PLANNED)
    seminars.publish(seminar=Seminar.objects.get(), now=NOON)
    seminar.place = "Kassel"
    plan(seminar)
    stored = Seminar.objects.get()
    assert (stored.state, stored.place) == (SeminarState.OPEN, "Kassel")
