"""Attendance: exact units, a threshold that is met at its boundary, nothing foreign or invented."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from courses.models import Attendance, EnrolmentEvent, Session
from courses.services.attendance import record_attendance
from courses.services.enrolments import enrol
from courses.services.seminars import close
from courses.states import EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, office_staff

HOUR = A_DAY / 24
BEGIN = NOON + 30 * A_DAY - 3 * HOUR
AFTER = NOON + 40 * A_DAY
FULL = 7 * 60  # minutes of one session of the factory's seminars; 8 teaching units each

pytestmark = pytest.mark.django_db


@pytest.fixture
def seminar():
    return SeminarFactory()


def book(seminar):
    person = counsellor()
    return enrol(person=person, seminar=seminar, employment=person.job, now=NOON)


def record(seminar, *spent, of=None, now=AFTER, by=None):
    """Record the minutes `spent` in each session, for one enrolment."""
    enrolment = of or book(seminar)
    sessions = seminar.sessions.order_by("starts_at").values_list("pk", flat=True)
    minutes = {enrolment.pk: dict(zip(sessions, spent, strict=False))}
    record_attendance(seminar=seminar, minutes=minutes, by=by or office_staff(), now=now)
    enrolment.refresh_from_db()
    return enrolment


@pytest.mark.parametrize(
    ("spent", "units", "state"),
    [
        ((420, 420), "16.00", EnrolmentState.ATTENDED),
        ((420, 252), "12.80", EnrolmentState.ATTENDED),  # exactly 80 % of 16
        ((420, 251), "12.78", EnrolmentState.PARTLY_ATTENDED),
        ((0, 1), "0.02", EnrolmentState.PARTLY_ATTENDED),
        ((0, 0), "0.00", EnrolmentState.ABSENT),
    ],
)
def test_units_follow_the_minutes_and_the_state_follows_the_units(seminar, spent, units, state):
    enrolment = record(seminar, *spent)
    assert (enrolment.attended_units, enrolment.state) == (Decimal(units), state)


def test_units_are_kept_for_each_day_in_order_zeros_too(seminar):
    """Days are those of Berlin, also the one that is an hour shorter."""
    night = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)  # half past midnight on the 28th
    for begin, units in ((night, 2), (night - 12 * HOUR, 1), (night + 23 * HOUR, 3)):
        Session.objects.create(
            seminar=seminar, starts_at=begin, ends_at=begin + HOUR, teaching_units=units
        )
    enrolment = record(seminar, 0, 420, 30, 60, 15, now=NOON + 200 * A_DAY)
    days = ["0.00", "8.00", "0.50", "2.00", "0.75"]
    assert enrolment.attended_days == [Decimal(day) for day in days]
    assert enrolment.attended_units == Decimal("11.25")


def test_the_threshold_is_the_courses_own(seminar):
    seminar.course.attendance_threshold = 50
    seminar.course.save()
    assert record(seminar, 420, 0).state == EnrolmentState.ATTENDED


def test_a_result_needs_a_record_of_every_session(seminar):
    enrolment = record(seminar, 420)
    assert (enrolment.state, enrolment.attended_units) == (EnrolmentState.CONFIRMED, None)
    seminar.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        close(seminar=seminar, now=AFTER)
    assert str(enrolment.person) in refusal.value.messages[0]


def test_recording_again_corrects_until_the_seminar_is_closed(seminar):
    enrolment, clerk = record(seminar, 420, 420), office_staff()
    record(seminar, 0, 0, of=enrolment, by=clerk)
    assert (enrolment.state, enrolment.attended_units) == (EnrolmentState.ABSENT, Decimal(0))
    record(seminar, 420, 200, of=enrolment, by=clerk)
    assert enrolment.state == EnrolmentState.PARTLY_ATTENDED
    assert Attendance.objects.filter(recorded_by=clerk).count() == 2
    moves = EnrolmentEvent.objects.filter(enrolment=enrolment).order_by("pk")
    assert list(moves.values_list("to_state", flat=True)) == [
        "waiting",
        "confirmed",
        "attended",
        "absent",
        "partly_attended",
    ]
    close(seminar=seminar, now=AFTER)
    with pytest.raises(Refused):
        record(seminar, 420, 420, of=enrolment)
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.PARTLY_ATTENDED


def test_recording_the_same_again_writes_no_second_event(seminar):
    enrolment = record(seminar, 420, 420)
    record(seminar, 420, 420, of=enrolment)
    assert EnrolmentEvent.objects.filter(to_state=EnrolmentState.ATTENDED).count() == 1


def test_attendance_is_recorded_from_the_first_begin_and_not_a_minute_earlier(seminar):
    enrolment = book(seminar)
    with pytest.raises(Refused):
        record(seminar, 420, of=enrolment, now=BEGIN - HOUR / 60)
    record(seminar, 420, of=enrolment, now=BEGIN)
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize("state", [SeminarState.PLANNED, SeminarState.CALLED_OFF])
def test_a_seminar_that_does_not_take_place_has_no_attendance(seminar, state):
    enrolment = book(seminar)
    seminar.state = state
    seminar.save()
    with pytest.raises(Refused):
        record(seminar, 420, 420, of=enrolment)


@pytest.mark.parametrize("minutes", [FULL + 1, -1])
def test_nobody_is_there_longer_than_the_session_lasts(seminar, minutes):
    with pytest.raises(Refused):
        record(seminar, 420, minutes)
    assert not Attendance.objects.exists()


def test_foreign_enrolments_and_sessions_are_refused_and_nothing_is_kept(seminar):
    own, other = book(seminar), SeminarFactory()
    foreign = book(other)
    for minutes in (
        {own.pk: {seminar.sessions.first().pk: FULL}, foreign.pk: {}},
        {own.pk: {other.sessions.first().pk: FULL}},
    ):
        with pytest.raises(Refused):
            record_attendance(seminar=seminar, minutes=minutes, by=office_staff(), now=AFTER)
    assert not Attendance.objects.exists()


def test_who_waits_has_no_attendance():
    seminar = SeminarFactory(capacity=1)
    book(seminar)
    with pytest.raises(Refused):
        record(seminar, 420, 420, of=book(seminar))
