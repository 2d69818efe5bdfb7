"""The sessions of a seminar, read from one cell, and their share of the teaching units."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from fortbildung.shared.importing import Cells

SESSION = re.compile(
    r"(?P<day>\d{1,2}\.\d{1,2}\.\d{4}),? (?P<start>\d{1,2}[:.]\d{2})(?: Uhr)?"
    r" ?(?:[-–—]|bis) ?(?P<end>\d{1,2}[:.]\d{2})(?: Uhr)?",
    re.IGNORECASE,
)
STEP = Decimal("0.5")  # teaching units are given in halves


@dataclass(frozen=True, order=True)
class Span:
    """From when to when, in UTC."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def __str__(self) -> str:
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return f"{start:%d.%m.%Y %H:%M}–{end:%H:%M}"


def read_sessions(cells: Cells, key: str) -> list[Span]:
    """The spans in the cell, in order of time: “18.01.2027 09:00-16:00 | 19.01.2027 …”."""
    cells.text(key)
    spans = sorted(filter(None, (_read(part, cells, key) for part in _parts(cells.row, key))))
    for earlier, later in pairwise(spans):
        if later.starts_at < earlier.ends_at:
            cells.problems.add(
                cells.row,
                key,
                _("The sessions %(one)s and %(other)s overlap.") % {"one": earlier, "other": later},
                _("Correct the times."),
            )
    return spans


def _parts(row, key):
    return row.parts(key, "|\n")


def _read(part, cells, key):
    span = _span(part)
    if span is None:
        cells.problems.add(
            cells.row,
            key,
            _("“%(value)s” is not a session.") % {"value": part},
            _("Write a date and two times, like 18.01.2027 09:00-16:00, and | between sessions."),
        )
    elif span.ends_at <= span.starts_at:
        cells.problems.add(
            cells.row,
            key,
            _("The session “%(value)s” ends before it begins.") % {"value": part},
            _("Correct the times."),
        )
        return None
    return span


def _span(part):
    found = SESSION.fullmatch(part)
    if not found:
        return None
    try:
        return Span(*(_moment(found["day"], found[which]) for which in ("start", "end")))
    except ValueError:
        return None


def _moment(day, clock):
    """A time on the clocks of Berlin, be it summer or winter."""
    moment = datetime.strptime(f"{day} {clock.replace('.', ':')}", "%d.%m.%Y %H:%M")  # noqa: DTZ007 – the next line
    return moment.replace(tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def spread(units: Decimal, minutes: Sequence[int]) -> list[Decimal]:
    """`units` over sessions of so many `minutes`, in proportion and in halves; the sum is exact.

    What the halves leave over goes to the largest remainders. Nobody gets nothing: there must be
    half a unit for each session. Units that are no whole number of halves leave their rest with
    the first of the longest sessions.
    """
    halves, rest = divmod(units, STEP)
    shares = [Fraction(int(halves)) * part / sum(minutes) for part in minutes]
    given = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda n: given[n] - shares[n])
    for n in by_remainder[: int(halves) - sum(given)]:
        given[n] += 1
    while 0 in given:
        given[given.index(max(given))] -= 1
        given[given.index(0)] += 1
    spread_out = [STEP * number for number in given]
    spread_out[minutes.index(max(minutes))] += rest
    return spread_out
