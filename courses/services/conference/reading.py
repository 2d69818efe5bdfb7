"""From the participant list of a conference to who was there from when to when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Session
from courses.services.conference import shapes
from courses.services.conference.times import duration, read, way_of_writing
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.tables_in import find_rows

MOST_LINES = 5000


@dataclass(frozen=True)
class Stay:
    """From joining to leaving; until the end where nobody saw them leave.

    `spent` is less where the tool only tells the first joining and the last leaving.
    """

    joined: datetime
    left: datetime | None = None
    spent: timedelta | None = None


@dataclass
class Guest:
    """Somebody as the conference tool knows them."""

    name: str
    mail: str = ""
    stays: list[Stay] = field(default_factory=list)


def read_list(data: bytes, sessions: Iterable[Session]) -> list[Guest]:
    """Everybody in the file, by name. Raises Refused with the lines that cannot be read."""
    shape, headings, rows = find_rows(data, *shapes.SHAPES)
    if shape is shapes.TOTALS:
        raise Refused(
            _(
                "The file tells only how long each was there in total, not from when to when. "
                "In Zoom, untick “Show unique users” before you export the list."
            )
        )
    if len(rows) > MOST_LINES:
        raise Refused(_("The file has too many lines: at most %(most)s.") % {"most": MOST_LINES})
    days = {timezone.localdate(session.starts_at) for session in sessions}
    keys = ["moment"] if shape is shapes.ACTS else ["join", "leave"]
    texts = [row[key] for row in rows for key in keys if row[key] not in shapes.NEVER]
    way = way_of_writing(texts, days)
    reader = _Reader(headings, way)
    guests = _guests(reader.acts(rows) if shape is shapes.ACTS else reader.stays(rows))
    refuse(reader.faults)
    if not guests:
        raise Refused(_("The file names nobody who was there."))
    return sorted(guests, key=lambda guest: guest.name.casefold())


class _Reader:
    """Reads moments the way the file writes them, and collects what cannot be read."""

    def __init__(self, headings, way) -> None:
        self.headings, self.way, self.faults = headings, way, []

    def moment(self, row, key):
        moment = read(row[key], self.way)
        if moment is None:
            self.fault(row, key, _("“%(text)s” is no date with a time.") % {"text": row[key]})
        return moment

    def fault(self, row, key, text):
        where = _("Line %(line)s, column “%(column)s”: ")
        self.faults.append(where % {"line": row.line, "column": self.headings[key]} + text)

    def stays(self, rows):
        """Each row with the stay it tells of."""
        for row in rows:
            if row["waiting"].casefold() in shapes.YES or row["join"] in shapes.NEVER:
                continue
            joined = self.moment(row, "join")
            left = None if row["leave"] in shapes.NEVER else self.moment(row, "leave")
            if joined and left and left < joined:
                self.fault(row, "leave", _("This is before the joining."))
            elif joined:
                yield row, Stay(joined, left, duration(row["duration"]))

    def acts(self, rows):
        """Each joining with the leaving that follows it."""
        inside = {}
        for row in rows:
            moment, who = self.moment(row, "moment"), row["name"]
            if moment is None:
                continue
            if row["act"].casefold().startswith(shapes.LEFT):
                if who in inside:
                    yield row, Stay(inside.pop(who)[1], moment)
            else:
                inside.setdefault(who, (row, moment))
        for row, moment in inside.values():
            yield row, Stay(moment)


def _guests(stays):
    """Everybody once: by mail where there is one, else by name."""
    found = {}
    for row, stay in stays:
        mail = next((row[key] for key in ("mail", "upn") if "@" in row[key]), "").casefold()
        guest = found.setdefault(mail or row["name"].casefold(), Guest(row["name"], mail))
        guest.stays.append(stay)
    return list(found.values())
