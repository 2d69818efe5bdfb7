"""How somebody stands towards one requirement on a day. Pure: dates in, a state out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from certificates.states import Standing
from certificates.validity import months_later

A_DAY = timedelta(days=1)
FOR_EVER = date.max


@dataclass(frozen=True)
class Status:
    """`until` is the last day of validity, `due` until when something is to be done."""

    state: Standing
    due: date | None = None
    until: date | None = None
    planned: date | None = None

    @property
    def lacks(self):
        return self.state in LACKS


LACKS = [Standing.IN_WINDOW, Standing.DUE_SOON, Standing.OVERDUE, Standing.EXPIRED]


@dataclass(frozen=True)
class Case:
    """What is known of one person and requirement.

    `counted_from`: when the requirement began to reach the person. `periods` are in order, with
    `first_day`, `last_day`, `window_from` and `grace_until`; `pauses` are spans of days in order.
    `planned` is the last day of a seminar booked that helps.
    """

    counted_from: date
    within_months: int
    warn_days: int
    periods: Sequence = ()
    pauses: Sequence[tuple[date, date]] = ()
    exempt_until: date | None = None
    planned: date | None = None


def status_of(case: Case, on: date) -> Status:
    """The state on that day; what lacks and is seen to, or rests, is said to be so."""
    found = _proven(case, on)
    if case.exempt_until is not None:
        return replace(found, state=Standing.EXEMPT, due=case.exempt_until)
    if found.state != Standing.MET and (excused := _excused(case, on)):
        return replace(found, state=excused, planned=case.planned)
    return found


def _excused(case, on):
    if any(first <= on <= last for first, last in case.pauses):
        return Standing.PAUSED
    return Standing.PLANNED if case.planned else None


def postponed(day: date, pauses: Sequence[tuple[date, date]], *, since: date) -> date:
    """The day, later by as long as somebody was away between `since` and it."""
    for first, last in pauses:
        begins = max(first, since)
        if begins <= day and last >= begins:
            if last == FOR_EVER:
                return FOR_EVER
            day += last - begins + A_DAY
    return day


def _proven(case, on):
    """The state by proofs and deadlines alone."""
    latest = next((period for period in reversed(case.periods) if period.first_day <= on), None)
    first_due = _first_due(case)
    if latest is None:
        return Status(_open(case, on, first_due) or Standing.OVERDUE, due=first_due)
    last = latest.last_day
    if last is None:
        return Status(Standing.MET)
    due = max(_later(case, last, latest), first_due)
    if on <= last and not _opens(case, on, latest, due):
        return Status(Standing.MET, due, last)
    return Status(_open(case, on, due) or _over(case, on, latest), due, last)


def _opens(case, on, latest, due):
    """Whether it can be renewed already and that is worth saying."""
    if latest.window_from is None:
        return (due - on).days <= case.warn_days
    return on >= latest.window_from


def _open(case, on, due):
    if on > due:
        return None
    return Standing.DUE_SOON if (due - on).days <= case.warn_days else Standing.IN_WINDOW


def _over(case, on, latest):
    """Overdue while a refresher suffices, then expired."""
    short_way = latest.grace_until > latest.last_day
    in_grace = short_way and on <= _later(case, latest.grace_until, latest)
    return Standing.OVERDUE if in_grace else Standing.EXPIRED


def _first_due(case):
    due = months_later(case.counted_from, case.within_months)
    return postponed(due, case.pauses, since=case.counted_from)


def _later(case, day, latest):
    return postponed(day, case.pauses, since=latest.first_day)
