"""How long a paper must be kept: the year it belongs to ends, then the years of the rule."""

from collections.abc import Iterable
from datetime import date

from reports.kinds import PaperKind
from reports.models import RetentionRule
from reports.rules.participant_days import rule_on


def keep_until(kind: PaperKind, day: date) -> date:
    """The last day on which a paper of the `kind`, dated `day`, must be there."""
    return last_day(RetentionRule.objects.filter(kind=kind), day)


def last_day(rules: Iterable[RetentionRule], day: date) -> date:
    """The same by rules that are at hand already; a day before the first counts by the first."""
    rules = list(rules)
    rule = rule_on(rules, day) or min(rules, key=lambda row: row.valid_from)
    return date(day.year + rule.years, 12, 31)
