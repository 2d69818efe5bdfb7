"""On which days of a seminar everybody was there, and what that comes to."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from courses.kinds import DeliveryMode
from courses.models import Attendance, Enrolment, Seminar
from courses.services import attendance
from reports.rules.participant_days import Count, Day, count_days

ONLINE = [DeliveryMode.ONLINE, DeliveryMode.SELF_PACED]


def is_online(seminar: Seminar) -> bool:
    """Whether nobody comes to a house. Of mixed forms it is not known who sat where: they do."""
    return seminar.course.delivery_mode in ONLINE


def days_held(seminar: Seminar) -> list[date]:
    """The days of its sessions; one that goes past midnight belongs to the day it began."""
    return sorted({timezone.localdate(s.starts_at) for s in seminar.sessions.all()})


def attended_days(seminar: Seminar) -> dict[int, list[Day]]:
    """The days each enrolment with any attendance was there, by its key."""
    rows = Attendance.objects.filter(session__seminar=seminar, minutes__gt=0)
    rows = rows.filter(enrolment__in=Enrolment.objects.taking_part())
    spent = defaultdict(lambda: defaultdict(int))
    for row in rows:
        spent[row.enrolment_id][row.session_id] = row.minutes
    sessions, held, online = seminar.sessions.all(), days_held(seminar), is_online(seminar)
    return {
        enrolment: [
            Day(on, units, online)
            for on, units in zip(held, attendance.attended_days(sessions, found), strict=True)
            if units
        ]
        for enrolment, found in spent.items()
    }


def participant_days(seminar: Seminar, rules: Sequence) -> dict[int, Count]:
    """The participant days of each enrolment somebody was there with, by its key."""
    held = days_held(seminar)
    return {
        enrolment: count_days(attended, held=held, rules=rules)
        for enrolment, attended in attended_days(seminar).items()
    }
