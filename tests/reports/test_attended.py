"""Units by day from attendance, and the days they come to."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from courses.kinds import DeliveryMode
from courses.models import Attendance, Session
from reports.figures.attended import attended_days, days_held, participant_days
from reports.rules.participant_days import Day
from tests.factories import NOON, CourseFactory, SeminarFactory, counsellor
from tests.reports.people import took_part
from tests.reports.test_participant_days import rule

pytestmark = pytest.mark.django_db


def present(enrolment, *minutes):
    """So many minutes of each session of the seminar, in their order."""
    sessions = enrolment.seminar.sessions.order_by("starts_at")
    for session, spent in zip(sessions, minutes, strict=True):
        Attendance.objects.create(
            enrolment=enrolment, session=session, minutes=spent, recorded_at=NOON
        )
    return enrolment


def test_units_follow_from_the_minutes_of_each_day():
    seminar = SeminarFactory()  # two days of 420 minutes and 8 units
    whole = present(took_part(counsellor(), seminar), 420, 420)
    half = present(took_part(counsellor(), seminar), 420, 210)
    absent = present(took_part(counsellor(), seminar), 0, 0)
    first, second = days_held(seminar)
    assert attended_days(seminar) == {
        whole.pk: [Day(first, Decimal(8)), Day(second, Decimal(8))],
        half.pk: [Day(first, Decimal(8)), Day(second, Decimal(4))],
    }
    counts = participant_days(seminar, [rule()])
    assert {key: count.days for key, count in counts.items()} == {
        whole.pk: Decimal(2),
        half.pk: Decimal("1.5"),
    }
    assert absent.pk not in counts


def test_two_sessions_of_a_day_are_added():
    seminar = SeminarFactory(days=1)
    (morning,) = seminar.sessions.all()
    Session.objects.create(
        seminar=seminar,
        starts_at=morning.ends_at + timedelta(hours=1),
        ends_at=morning.ends_at + timedelta(hours=2),
        teaching_units=Decimal("1.5"),
    )
    enrolment = present(took_part(counsellor(), seminar), 420, 30)
    ((day,),) = attended_days(seminar).values()
    assert (day.units, days_held(seminar)) == (Decimal("8.75"), [day.on])
    assert list(participant_days(seminar, [rule()])) == [enrolment.pk]


def test_the_night_of_the_clock_change_belongs_to_its_own_day():
    start = NOON.replace(month=10, day=25, hour=0)  # one o'clock in Berlin, by summer time
    seminar = SeminarFactory(days=0)
    Session.objects.create(
        seminar=seminar, starts_at=start, ends_at=start + timedelta(hours=6), teaching_units=8
    )
    present(took_part(counsellor(), seminar), 360)
    ((day,),) = attended_days(seminar).values()
    assert day == Day(date(2026, 10, 25), Decimal(8))


def test_what_is_held_online_is_attended_online():
    course = CourseFactory(delivery_mode=DeliveryMode.ONLINE)
    seminar = SeminarFactory(course=course, days=1)
    present(took_part(counsellor(), seminar), 420)
    assert [day.online for (day,) in attended_days(seminar).values()] == [True]
    assert [c.days for c in participant_days(seminar, [rule()]).values()] == [0]
    (count,) = participant_days(seminar, [rule(online_counts=True)]).values()
    assert count.days == 1
