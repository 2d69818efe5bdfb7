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


def timetable(found, pages, *, request, now):
    """The month asked for or else that of the first hit; days with many dates show the first."""
    today, asked = timezone.localdate(now), request.GET
    month = Month.named(asked.get("month") or found.hits.first_month, today=today)
    entries = [Entry(offer.page, date) for offer, date in found.hits.in_month(month.key)]
    shown = weeks(month, entries, today=today)
    days = [day for week in shown for day in week.days]
    for day in days:
        day.entries.sort(key=lambda entry: entry.date.starts)
        day.hidden = len(day.entries[A_DAY_SHOWS:])
        day.entries = day.entries[:A_DAY_SHOWS]
    wanted = {entry.page for day in days for entry in day.entries}
    known = {page.pk: page for page in pages.filter(pk__in=wanted).select_related("course")}
    # With the request at hand Wagtail looks its sites up once, not for each address.
    addresses = {key: page.get_url(request) for key, page in known.items()}
    for day in days:
        there = (entry for entry in day.entries if entry.page in known)
        day.entries = [
            {"entry": entry, "page": known[entry.page], "address": addresses[entry.page]}
            for entry in there
        ]
    over = month.key <= f"{today:%Y-%m}"
    before = "" if over else _of(asked, month.before)
    return Timetable(month, today, shown, before, _of(asked, month.after))


def _of(asked, month):
    query = asked.copy()
    query.pop("page", None)
    query["month"] = month.key
    return f"?{query.urlencode()}"
