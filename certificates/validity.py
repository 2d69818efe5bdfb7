"""How long one proof of a kind is good for: a kind's rule and dates in, dates out. Pure.

Spans run as the Civil Code counts them: the day of the event is not counted, the span ends with
the day that bears its number, or with the last day of a month that has none.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from certificates.states import Renewal, Validity


@dataclass(frozen=True)
class Rule:
    """How long a kind of qualification is valid, and what renews it.

    Without `window_months` it may be renewed at any time while it is valid.
    """

    validity: Validity = Validity.NONE
    months: int = 0
    years: int = 0  # beyond the calendar year of completion
    month: int = 12  # of the fixed date
    day: int = 31
    least_months: int = 0  # between completion and the fixed date
    window_months: int | None = None
    grace_months: int = 0
    renewal: Renewal = Renewal.ANY
    courses: frozenset[int] = frozenset()
    units: Decimal = Decimal(0)
    span_months: int = 0


def months_later(day: date, months: int) -> date:
    """The day of the same number so many months later, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    return _day_in(count // 12, count % 12 + 1, day.day)


def last_day(rule: Rule, *, reckoned_from: date, previous: date | None = None) -> date | None:
    """The last day of validity; None: there is no end.

    `previous` is the last day of the period that is renewed within its time.
    """
    if rule.validity == Validity.COMPLETION:
        return months_later(reckoned_from, rule.months)
    if rule.validity == Validity.EXPIRY:
        return months_later(previous or reckoned_from, rule.months)
    if rule.validity == Validity.YEAR_END:
        return date(reckoned_from.year + rule.years, 12, 31)
    return _fixed_day(rule, reckoned_from) if rule.validity == Validity.FIXED else None


def window_from(rule: Rule, last: date | None) -> date | None:
    """From when on a renewal counts; None: as soon as it is valid, or it has no end."""
    if last is None or rule.window_months is None:
        return None
    return months_later(last, -rule.window_months)


def grace_until(rule: Rule, last: date | None) -> date | None:
    """Until when the short way of renewing still suffices; None: it has no end."""
    return last and months_later(last, rule.grace_months)


def _fixed_day(rule, completed):
    """The first fixed date that leaves at least the minimum remainder."""
    earliest = months_later(completed, rule.least_months)
    this_year = _day_in(earliest.year, rule.month, rule.day)
    return this_year if this_year >= earliest else _day_in(earliest.year + 1, rule.month, rule.day)


def _day_in(year, month, day):
    return date(year, month, min(day, monthrange(year, month)[1]))
