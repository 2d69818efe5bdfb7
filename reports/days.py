"""Participant days from the units somebody attended on each day of a seminar.

The rule of the report is one for all, so that figures compare; what a funder's own rule comes to
stands in the funding file of each seminar.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Func, Q, Value, When
from django.utils import timezone

from courses.kinds import DeliveryMode

ONLINE = [DeliveryMode.ONLINE, DeliveryMode.SELF_PACED]
WHOLE, HALF, NONE = Decimal(1), Decimal("0.5"), Decimal(0)


@dataclass(frozen=True)
class DayRule:
    """From when on it holds, and how many units of a day make a whole or half participant day."""

    valid_from: date
    full_units: Decimal
    half_units: Decimal
    online_counts: bool

    def of_day(self, units):
        if units >= self.full_units:
            return WHOLE
        return HALF if units >= self.half_units else NONE


# The latest that holds on a seminar's first day counts.
RULES = (DayRule(date(2000, 1, 1), Decimal(8), Decimal(4), online_counts=False),)


def participant_days(units_of_days, rule, *, online):
    """Of one enrolment."""
    if online and not rule.online_counts:
        return NONE
    return sum(map(rule.of_day, units_of_days), NONE)


class DaysOf(Func):
    """The same, as the database computes it from an array of units."""

    output_field = DecimalField(max_digits=8, decimal_places=1)
    template = (
        "(SELECT coalesce(sum(CASE WHEN units >= %(full)s THEN 1 WHEN units >= %(half)s THEN 0.5"
        " ELSE 0 END), 0) FROM unnest(%(expressions)s) AS day (units))"
    )

    def __init__(self, days, *, rule):
        super().__init__(days, full=rule.full_units, half=rule.half_units)


def counted_days(rules=RULES):
    """Of each enrolment, by the rule that holds when its seminar begins."""
    whens = []
    for rule in sorted(rules, key=lambda rule: rule.valid_from, reverse=True):
        begins = datetime(*rule.valid_from.timetuple()[:3], tzinfo=timezone.get_default_timezone())
        holds = Q(seminar__span__starts_at__gte=begins)
        if not rule.online_counts:
            online = holds & Q(seminar__course__delivery_mode__in=ONLINE)
            whens.append(When(online, then=Value(NONE)))
        whens.append(When(holds, then=DaysOf(F("attended_days"), rule=rule)))
    return Case(*whens, default=Value(NONE), output_field=DaysOf.output_field)
