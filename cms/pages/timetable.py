"""The hits as a calendar: one month, each date on the day it begins."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cms.desk.month import Month, weeks

A_DAY_SHOWS = 4


@dataclass(frozen=True)
class Entry:
    """A date in the calendar, on the first of its days."""

    page: int
    date: object

    @property
    def days(self):
        return [timezone.localdate(self.date.starts_at)]

    def on(self, _number):
        return self


@dataclass(frozen=True)
class Timetable:
    month: Month
    today: date
    weeks: list
    before: str  # the address of the month before, empty where it is over
    after: str

    @property
    def days(self):
        """Those of the month alone."""
        return [day for week in self.weeks for day in week.days if day.in_month]

    @property
    def has_entries(self):
        return any(day.entries for day in self.days)


def timetable(found, pages, *, asked, now):
    """The month asked for or else that of the first hit; days with many dates show the first."""
    today = timezone.localdate(now)
    month = Month.named(asked.get("month") or _first_month(found), today=today)
    shown = weeks(month, _entries(found, month.key), today=today)
    days = [day for week in shown for day in week.days]
    for day in days:
        day.entries.sort(key=lambda entry: entry.date.starts)
        day.hidden = len(day.entries[A_DAY_SHOWS:])
        day.entries = day.entries[:A_DAY_SHOWS]
    wanted = {entry.page for day in days for entry in day.entries}
    known = {page.pk: page for page in pages.filter(pk__in=wanted).select_related("course")}
    for day in days:
        day.entries = [{"entry": entry, "page": known[entry.page]} for entry in day.entries]
    over = month.key <= f"{today:%Y-%m}"
    before = "" if over else _of(asked, month.before)
    return Timetable(month, today, shown, before, _of(asked, month.after))


def _entries(found, key):
    return [
        Entry(hit.offer.page, date)
        for hit in found.hits
        for date in hit.dates.having({"month": key})
    ]


def _first_month(found):
    return min((hit.dates.month[0] for hit in found.hits if hit.dates), default="")


def _of(asked, month):
    query = asked.copy()
    query.pop("page", None)
    query["month"] = month.key
    return f"?{query.urlencode()}"
