"""Participant days of whole reports: one rule for all seminars, so that figures compare.

What the rule of a single funder comes to stands in the funding file of each seminar.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Func, Q, Value, When
from django.utils import timezone

from reports.figures.attended import ONLINE
from reports.rules.participant_days import DayRule

# The latest that holds on a seminar's first day counts; first and last days are like others.
RULES = (DayRule(valid_from=date(2000, 1, 1), full_units=Decimal(8), half_units=Decimal(4)),)


class DaysOf(Func):
    """The days of one enrolment, as the database computes them from an array of units.

    The first few are computed on the spot: a question of its own for each row takes much longer.
    """

    output_field = DecimalField(max_digits=8, decimal_places=1)
    at_once = 3
    whole = "CASE WHEN {units} >= %(full)s THEN 1.0 WHEN {units} >= %(half)s THEN 0.5 ELSE 0 END"
    further = (
        "CASE WHEN cardinality(%(expressions)s) > {at_once} THEN"
        " (SELECT sum({day}) FROM unnest(%(expressions)s[{next}:]) AS day (units)) ELSE 0 END"
    )

    def __init__(self, days, *, rule):
        super().__init__(days, full=rule.full_units, half=rule.half_units)

    @property
    def template(self):
        days = range(1, self.at_once + 1)
        parts = [self.whole.format(units=f"(%(expressions)s)[{n}]") for n in days]
        rest = self.further.format(
            at_once=self.at_once, next=self.at_once + 1, day=self.whole.format(units="units")
        )
        return f"({' + '.join([*parts, rest])})"


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
