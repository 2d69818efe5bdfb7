"""A month as weeks of days, and what takes place on each."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from courses.rules import holiday_on, regional_holidays_on

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Month:
    """One month; `key` is how addresses name it: “2027-03”."""

    first: date

    @classmethod
    def named(cls, key, *, today):
        """The month of that name, or this one where the name makes no sense."""
        try:
            first = date.fromisoformat(f"{key}-01")
        except ValueError:
            return cls(today.replace(day=1))
        known = FIRST_YEAR <= first.year <= LAST_YEAR
        return cls(first if known else today.replace(day=1))

    @property
    def key(self):
        return f"{self.first:%Y-%m}"

    @property
    def before(self):
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def after(self):
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def days(self):
        """Every day of the weeks the month touches."""
        return list(Calendar().itermonthdates(self.first.year, self.first.month))

    def has(self, day):
        return (day.year, day.month) == (self.first.year, self.first.month)


@dataclass
class Day:
    date: date
    in_month: bool
    is_today: bool
    holiday: str  # its name, where it is one in all of Germany
    regional: str  # names of others, each with its Länder
    entries: list = field(default_factory=list)


@dataclass(frozen=True)
class Week:
    number: int
    days: list


def weeks(month, entries, *, today):
    """The month's weeks; each of `entries` stands on every one of its days."""
    days = {day: _day(day, month, today) for day in month.days}
    for entry in entries:
        for number, when in enumerate(entry.days, 1):
            if when in days:
                days[when].entries.append(entry.on(number))
    rows = list(days.values())
    found = [rows[start : start + 7] for start in range(0, len(rows), 7)]
    return [Week(row[0].date.isocalendar().week, row) for row in found]


def _day(day, month, today):
    return Day(
        date=day,
        in_month=month.has(day),
        is_today=day == today,
        holiday=holiday_on(day, None),
        regional=regional_holidays_on(day),
    )


def days_of(sessions):
    """Every day on which one of the sessions takes place, also in the middle of a long one."""
    found = set()
    for session in sessions:
        first = timezone.localdate(session.starts_at)
        # What ends at midnight does not reach into the next day.
        last = timezone.localdate(session.ends_at - timedelta(microseconds=1))
        found |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return sorted(found)
