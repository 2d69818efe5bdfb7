"""Which units everybody attended on which day of a seminar. One place asks, all others use it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from courses.kinds import DeliveryMode
from courses.models import Attendance, Enrolment, Seminar
from reports.rules.participant_days import Count, Day, count_days

ONLINE = [DeliveryMode.ONLINE, DeliveryMode.SELF_PACED]
HUNDREDTH = Decimal("0.01")


def is_online(seminar: Seminar) -> bool:
    """Whether nobody comes to a house. Of mixed forms it is not known who sat where: they do."""
    return seminar.course.delivery_mode in ONLINE


def days_held(seminar: Seminar) -> list[date]:
    """The days of its sessions; one that goes past midnight belongs to the day it began."""
    return sorted({timezone.localdate(s.starts_at) for s in seminar.sessions.all()})


def attended_days(seminar: Seminar) -> dict[int, list[Day]]:
    """The days of each enrolment whose attendance is recorded, by its key."""
    rows = Attendance.objects.filter(session__seminar=seminar, minutes__gt=0)
    rows = rows.filter(enrolment__in=Enrolment.objects.taking_part())
    units = defaultdict(lambda: defaultdict(Decimal))
    for row in rows.select_related("session"):
        part = row.session.teaching_units * row.minutes / row.session.minutes
        units[row.enrolment_id][timezone.localdate(row.session.starts_at)] += part
    online = is_online(seminar)
    return {
        enrolment: [Day(on, n.quantize(HUNDREDTH), online) for on, n in sorted(found.items())]
        for enrolment, found in units.items()
    }


def participant_days(seminar: Seminar, rules: Sequence) -> dict[int, Count]:
    """The participant days of each enrolment somebody was there with, by its key."""
    held = days_held(seminar)
    return {
        enrolment: count_days(attended, held=held, rules=rules)
        for enrolment, attended in attended_days(seminar).items()
    }
