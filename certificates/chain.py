"""The facts of one person and kind, in order, become periods of validity, with a reason for each.

Pure: nothing is asked, nothing is kept. Whatever was entered late or withdrawn, the chain is simply
followed anew. Periods never overlap: one that is renewed ends the day before the next begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from certificates.states import Outcome, Renewal, Validity
from certificates.validity import Rule, grace_until, last_day, months_later, window_from
from courses.kinds import QualificationEffect

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Fact:
    """Something that happened on a day; `until` where the paper itself names the end."""

    key: int
    day: date
    effect: QualificationEffect = QualificationEffect.GRANTS
    until: date | None = None
    course: int | None = None
    units: Decimal = Decimal(0)


@dataclass(frozen=True)
class Extension:
    """A decree: whatever ends between `first` and `last` is valid until `until`."""

    key: int
    first: date
    last: date
    until: date


@dataclass(frozen=True)
class Period:
    """Valid from `first` to `last`; reckoned from the oldest training it still needs."""

    fact: int
    first: date
    last: date | None
    reckoned_from: date
    window_from: date | None
    grace_until: date | None
    extension: int | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Verdict:
    fact: int
    outcome: Outcome


@dataclass(frozen=True)
class Chain:
    periods: tuple[Period, ...]
    verdicts: tuple[Verdict, ...]


def follow(facts: Iterable[Fact], rule: Rule, extensions: Iterable[Extension] = ()) -> Chain:
    """The periods that follow from `facts` by `rule`, and what became of each fact.

    `extensions` apply in the order given.
    """
    walk = _Walk(rule, tuple(extensions))
    for fact in sorted(facts, key=_in_order):
        walk.verdicts.append(Verdict(fact.key, walk.judge(fact)))
    return Chain(tuple(walk.periods), tuple(walk.verdicts))


def _in_order(fact):
    """By day; who is granted and renews on one day is granted first."""
    return fact.day, fact.effect != QualificationEffect.GRANTS, fact.key


class _Walk:
    """Where the chain stands after the facts judged so far."""

    def __init__(self, rule, extensions):
        self.rule, self.extensions = rule, extensions
        self.periods, self.verdicts = [], []
        self.collected = []  # facts with teaching units, in order
        self.courses = set()  # attended for the next renewal

    @property
    def current(self):
        return self.periods[-1] if self.periods else None

    def judge(self, fact):
        if fact.units:
            self.collected.append(fact)
        granted = fact.effect == QualificationEffect.GRANTS
        return self._granted(fact) if granted else self._renewed(fact)

    def _granted(self, fact):
        """The full way counts at any time; within the window it follows on what runs out."""
        current, previous = self.current, None
        runs = current is not None and current.covers(fact.day)
        if runs and self._window_is_open(fact.day):
            previous = current.last
        return self._begin(fact, fact.day, self._last(fact, fact.day, previous))

    def _renewed(self, fact):
        if against := self._against_renewing(fact):
            return against
        collects = self.rule.renewal == Renewal.UNITS and fact.units
        return self._collected(fact) if collects else self._attended(fact)

    def _against_renewing(self, fact):
        """The short way counts from when the window opens until the grace is over."""
        current = self.current
        if current is None:
            return Outcome.NOTHING_TO_RENEW
        if current.last is None:
            return Outcome.ADDS_NOTHING
        return Outcome.TOO_LATE if fact.day > current.grace_until else None

    def _attended(self, fact):
        if not self._window_is_open(fact.day):
            return Outcome.TOO_EARLY
        if self.rule.renewal == Renewal.ALL and fact.course is not None:
            self.courses.add(fact.course)
            if not self.rule.courses <= self.courses:
                return Outcome.COUNTS
        return self._begin(fact, fact.day, self._last(fact, fact.day, self.current.last))

    def _collected(self, fact):
        """The newest trainings count until they suffice; the oldest of them sets the new start."""
        total = Decimal(0)
        for training in reversed(self.collected):
            if months_later(training.day, self.rule.span_months) < fact.day:
                break
            total += training.units
            if total >= self.rule.units:
                last = self._last(fact, training.day, self.current.last)
                outcome = self._begin(fact, training.day, last)
                return Outcome.COUNTS if outcome == Outcome.ADDS_NOTHING else outcome
        return Outcome.COUNTS

    def _window_is_open(self, day):
        opens = self.current.window_from
        return self.current.last is not None and (opens is None or day >= opens)

    def _last(self, fact, reckoned_from, previous):
        """What the paper says, else what the rule says.

        Where the grace is longer than the validity, the previous last day leads into the past;
        then it counts from the day itself.
        """
        if fact.until:
            return fact.until
        last = last_day(self.rule, reckoned_from=reckoned_from, previous=previous)
        if self.rule.validity == Validity.EXPIRY and last < fact.day:
            return last_day(self.rule, reckoned_from=fact.day)
        return last

    def _begin(self, fact, reckoned_from, last):
        """A new period from the day of the fact, unless it would end no later than what runs."""
        last, extension = self._extended(last)
        current = self.current
        ended = current is not None and current.last is not None and current.last < fact.day
        if last is not None and last < fact.day:
            return Outcome.ADDS_NOTHING
        if current and not ended and _ends_no_later(last, current.last):
            return Outcome.ADDS_NOTHING
        self._cut(fact.day)
        self.courses = set()
        opens, grace = window_from(self.rule, last), grace_until(self.rule, last)
        self.periods.append(
            Period(fact.key, fact.day, last, reckoned_from, opens, grace, extension)
        )
        renews = fact.effect == QualificationEffect.RENEWS or (current and not ended)
        return Outcome.RENEWS if renews else Outcome.BEGINS

    def _extended(self, last):
        by = None
        for extension in self.extensions:
            if last and extension.first <= last <= extension.last and extension.until > last:
                last, by = extension.until, extension.key
        return last, by

    def _cut(self, day):
        """Let what runs on `day` end the day before; what began that very day never was."""
        current = self.current
        if current is None or not current.covers(day):
            return
        self.periods.pop()
        if current.first < day:
            self.periods.append(replace(current, last=day - A_DAY))


def _ends_no_later(last, other):
    return other is None or (last is not None and last <= other)
