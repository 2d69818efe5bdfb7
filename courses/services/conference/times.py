"""Moments and durations as conference tools write them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

DAYS = ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d/%m/%Y", "%d/%m/%y"]
CLOCKS = ["%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p"]
UNITS = {
    "h": 3600,
    "std": 3600,
    "stunde": 3600,
    "stunden": 3600,
    "m": 60,
    "min": 60,
    "s": 1,
    "sek": 1,
    "sec": 1,
}
A_DURATION = re.compile(r"(\d+)\s*([a-z]+)\.?")


def way_of_writing(texts: Sequence[str], days: Iterable[date]) -> str:
    """How the file writes moments: what fits most of `texts`, and then most of the seminar's days.

    Whether 02/03 is in March or in February only the days of the seminar can tell.
    """
    expected = set(days)

    def fitness(way):
        moments = [moment for text in texts if (moment := read(text, way))]
        on_time = sum(timezone.localdate(moment) in expected for moment in moments)
        return len(moments), on_time

    return max(["iso", *DAYS], key=fitness)


def read(text: str, way: str) -> datetime | None:
    """The moment, in Berlin where the file says nothing else."""
    if way == "iso":
        moment = _tried(datetime.fromisoformat, text)
    else:
        plain = _plain(text)
        found = (_tried(datetime.strptime, plain, f"{way} {clock}") for clock in CLOCKS)
        moment = next(filter(None, found), None)
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _tried(reader, *arguments: str):
    try:
        return reader(*arguments)
    except ValueError:
        return None


def _plain(text):
    """Without commas, “Uhr” and unusual spaces: “9/14/26, 9:05:00 a.m.” → “9/14/26 9:05:00 AM”."""
    text = re.sub(r"\bUhr\b", "", text.replace(",", " "))
    text = re.sub(r"([ap])\.?\s?m\.?$", r"\1m", text.strip(), flags=re.IGNORECASE)
    return " ".join(text.split()).upper()


def duration(text: str) -> timedelta | None:
    """“59 Min. 30 Sek.”, “1h 2m”, “0:59:30” or whole minutes; None for nothing of that."""
    text = text.casefold().strip()
    if text.isdecimal():
        return timedelta(minutes=int(text))
    if re.fullmatch(r"\d+(:\d\d){2}", text):
        hours, minutes, seconds = map(int, text.split(":"))
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    parts = A_DURATION.findall(text)
    if not parts or any(unit not in UNITS for _count, unit in parts):
        return None
    return timedelta(seconds=sum(int(count) * UNITS[unit] for count, unit in parts))
