"""New dates from old ones: copies a year later, series, and the holidays among them.

Whoever plans thinks in days and clocks, so do these: nine o'clock stays nine o'clock when the
clocks change in between.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone
from django.utils.translation import gettext as _

A_WEEK = timedelta(weeks=1)
LONGEST_SERIES = 60
# The library also knows a city with a holiday of its own; a Land has two letters.
LANDS = sorted(part for part in holidays.DE.subdivisions if len(part) == len("BW"))


def years_later(day: date, years: int) -> date:
    """The same weekday of the same calendar week; week 53 becomes 52 where there is none."""
    year, week, weekday = day.isocalendar()
    try:
        return date.fromisocalendar(year + years, week, weekday)
    except ValueError:
        return date.fromisocalendar(year + years, week - 1, weekday)


def later(moment: datetime, by: timedelta) -> datetime:
    """So many whole days later, at the same time on the clock."""
    local = timezone.localtime(moment)
    return local_moment(local.date() + by, local.time())


def local_moment(day: date, clock: time) -> datetime:
    """What the clock on the wall shows on that day."""
    return datetime.combine(day, clock, timezone.get_default_timezone())


def series(*, first: date, begins: time, ends: time, every_weeks: int, count: int) -> list[tuple]:
    """From when to when the sessions are: on the weekday of the first, every so many weeks."""
    days = (first + number * every_weeks * A_WEEK for number in range(count))
    return [(local_moment(day, begins), local_moment(day, ends)) for day in days]


def holiday_on(day: date, land: str | None) -> str:
    """The public holiday of the Land (its abbreviation) on that day; without one, of them all."""
    return _calendar(land, day.year, holidays.PUBLIC).get(day, "")


def partly_holiday_on(day: date, land: str | None) -> str:
    """What is a public holiday in parts of the Land only, where most people are Catholic."""
    found = _calendar(land, day.year, holidays.CATHOLIC).get(day, "")
    return "" if holiday_on(day, land) else found


def regional_holidays_on(day: date) -> str:
    """Public holidays of some Länder: “Mariä Himmelfahrt (SL, in parts: BY)”."""
    if holiday_on(day, None):
        return ""
    found = {}
    for land in LANDS:
        if name := holiday_on(day, land):
            found.setdefault(name, ([], []))[0].append(land)
        elif name := partly_holiday_on(day, land):
            found.setdefault(name, ([], []))[1].append(land)
    return "; ".join(f"{name} ({_where(*lands)})" for name, lands in found.items())


def _where(whole, partly):
    parts = _("in parts: %(lands)s") % {"lands": ", ".join(partly)} if partly else ""
    return ", ".join([*whole, *filter(None, [parts])])


@lru_cache(maxsize=400)
def _calendar(land, year, category):
    found = holidays.country_holidays(
        "DE", subdiv=land, years=year, language="de", categories=(category,)
    )
    return dict(found)


def holidays_among(moments, land: str | None) -> list[tuple[date, str]]:
    """The days among these moments that are public holidays, with their names."""
    days = sorted({timezone.localdate(moment) for moment in moments})
    return [(day, name) for day in days if (name := _name_on(day, land))]


def _name_on(day, land):
    if name := partly_holiday_on(day, land):
        return _("%(holiday)s (in parts of the Land)") % {"holiday": name}
    return holiday_on(day, land)
