"""Participant days of whole reports: one rule for all seminars, so that figures compare.

What the rule of a single funder comes to stands in the funding file of each seminar.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Func, Q, Value, When
from django.utils import timezone

from reports.rules.participant_days import DayRule
from reports.services.attended import ONLINE

# The latest that holds on a seminar's first day counts; first and last days are like others.
RULES = (DayRule(valid_from=date(2000, 1, 1), full_units=Decimal(8), half_units=Decimal(4)),)


class DaysOf(Func):
    """The days of one enrolment, as the database computes them from an array of units."""

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
            whens.append(When(online, then=Value(Decimal(0))))
        whens.append(When(holds, then=DaysOf(F("attended_days"), rule=rule)))
    return Case(*whens, default=Value(Decimal(0)), output_field=DaysOf.output_field)
