"""From the units somebody attended on each day to participant days, as the funder counts them.

Which rule counts is a matter of the day: rules are rows with a date they hold from on. Days are
counted in halves, so that nothing is ever rounded. First and last days are those of days in a row:
a series of three blocks has three first days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.kinds import EndDays
from reports.rules.wording import number

WHOLE, HALF, NONE = 2, 1, 0  # in halves


@dataclass(frozen=True)
class DayRule:
    """How a funder counts from a day on; the row of a grant's rules has the same names."""

    valid_from: date
    full_units: Decimal
    half_units: Decimal | None = None  # None: there are no half days
    most_units: Decimal | None = None  # of one day that count at all
    end_days: str = EndDays.LIKE_OTHERS
    online_counts: bool = False


@dataclass(frozen=True)
class Day:
    """How many units somebody attended on a day."""

    on: date
    units: Decimal
    online: bool = False


@dataclass(frozen=True)
class Step:
    """What one day came to, and why where that is not plain."""

    on: date
    units: Decimal
    counted: Decimal
    halves: int
    why: str = ""

    @property
    def days(self):
        return Decimal(self.halves) / 2

    def __str__(self):
        text = _("%(day)s: %(units)s UE → %(days)s") % {
            "day": formatted(self.on, "D j.n."),
            "units": number(self.units),
            "days": in_words(self.halves),
        }
        return f"{text} ({self.why})" if self.why else text


@dataclass(frozen=True)
class Count:
    """The days of one person in one seminar, step by step."""

    steps: tuple[Step, ...] = ()

    @property
    def halves(self):
        return sum(step.halves for step in self.steps)

    @property
    def days(self):
        return Decimal(self.halves) / 2

    @property
    def units(self):
        """The units the funder counts."""
        return sum((step.counted for step in self.steps), Decimal(0))


def rule_on(rules, day):
    """The latest of the dated rows that holds on that day; None before the first."""
    holding = [rule for rule in rules if rule.valid_from <= day]
    return max(holding, key=lambda rule: rule.valid_from, default=None)


def count_days(attended: Iterable[Day], *, held: Iterable[date], rules: Sequence) -> Count:
    """The participant days of somebody who `attended` a seminar that was `held` on those days."""
    firsts, lasts = ends_of(held)
    steps, before = [], {}
    for day in sorted(attended, key=lambda day: day.on):
        rule = rule_on(rules, day.on)
        step = _step(day, rule)
        if day.on in firsts or day.on in lasts:
            arrived = max((first for first in firsts if first < day.on), default=None)
            step = _at_an_end(step, rule, before.get(arrived) if day.on in lasts else None)
            before[day.on] = step
        steps.append(step)
    return Count(tuple(steps))


def ends_of(held):
    """The first and the last days of several days in a row; a day by itself is neither."""
    days = set(held)
    a_day = timedelta(days=1)
    firsts = {day for day in days if day - a_day not in days and day + a_day in days}
    lasts = {day for day in days if day + a_day not in days and day - a_day in days}
    return firsts, lasts


def _step(day, rule):
    """What the day comes to by its units alone."""
    if rule is None:
        return Step(day.on, day.units, Decimal(0), NONE, _("no rule holds on this day"))
    if day.online and not rule.online_counts:
        return Step(day.on, day.units, Decimal(0), NONE, _("online does not count"))
    counted = day.units if rule.most_units is None else min(day.units, rule.most_units)
    why = _("%(units)s of them count") % {"units": number(counted)}
    return Step(
        day.on, day.units, counted, _halves(counted, rule), why if counted < day.units else ""
    )


def _halves(units, rule):
    if units >= rule.full_units:
        return WHOLE
    return HALF if rule.half_units is not None and units >= rule.half_units else NONE


def _at_an_end(step, rule, first):
    """The same step for a day of arrival or departure; `first` is the one it arrived with."""
    if rule is None or not step.halves or rule.end_days == EndDays.LIKE_OTHERS:
        return step
    bend, why = AT_AN_END[rule.end_days]
    halves = bend(step.halves, first.halves if first else NONE)
    return step if halves == step.halves else replace(step, halves=halves, why=str(why))


# What becomes of the halves of such a day, given those of the first one, and why.
AT_AN_END = {
    EndDays.HALF: (
        lambda halves, _first: min(halves, HALF),
        gettext_lazy("first and last days count half"),
    ),
    EndDays.WHOLE: (lambda _halves, _first: WHOLE, gettext_lazy("first and last days count whole")),
    EndDays.TOGETHER: (
        lambda halves, first: min(halves, WHOLE - first),
        gettext_lazy("together with the first day one day at most"),
    ),
}


def in_words(halves):
    """So many halves as days: “no day”, “half a day”, “1 day”, “2.5 days”."""
    if halves <= HALF:
        return _("half a day") if halves else _("no day")
    if halves == WHOLE:
        return _("1 day")
    return _("%(days)s days") % {"days": number(Decimal(halves) / 2)}
