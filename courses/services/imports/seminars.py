"""Seminars with their dates, as an office hands them in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _

from courses.kinds import ApprovalPolicy
from courses.models import Course, Seminar
from courses.services.imports.changes import check_change, save_seminar
from courses.services.imports.contingents import (
    Seats,
    associations_by_name,
    read_contingents,
    save_contingents,
)
from courses.services.imports.sessions import STEP, Span, read_sessions
from courses.services.seminars import publish
from courses.states import SeminarState
from fortbildung.shared.errors import Refused
from fortbildung.shared.importing import Cells, Problems, Report, one_import
from fortbildung.shared.tables_in import Column, Row, read_table
from organisations.models import CentralOffice
from organisations.services.imports.lands import by_every_code, land_column, read_land

SHAPE = (
    Column("number", ("Nummer", "number")),
    Column("course", ("Kurs", "course")),
    Column("central_office", ("Zentralstelle", "central office")),
    Column("place", ("Ort", "place")),
    land_column("land"),
    Column("sessions", ("Termine", "Termin", "sessions")),
    Column("min_seats", ("Mindestzahl", "minimum")),
    Column("capacity", ("Höchstzahl", "Plätze", "seats")),
    Column("opens_at", ("Anmeldung ab", "opens")),
    Column("closes_at", ("Anmeldeschluss", "closes")),
    Column("fee", ("Beitrag (€)", "Beitrag", "Beitrag in Euro", "fee")),
    Column("contingents", ("Platzkontingente", "contingents"), required=False),
    Column("approval", ("Zustimmung nötig", "approval"), required=False),
)
ONLINE, ABROAD = "online", "ausland"
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class Line:
    """What a row says, read."""

    row: Row
    facts: dict
    spans: list[Span]
    seats: Seats  # reserved, by association
    seminar: Seminar | None  # the one there is


def import_seminars(
    *, data: bytes, now: datetime, and_publish: bool = False, dry_run: bool = False
) -> Report:
    """Create and update the seminars of the file, found by their number, with their sessions.

    New ones are planned; `and_publish` opens those of the file that are. Raises Refused with
    every problem, and changes nothing, when there is one. Importing the same file again changes
    nothing. Nothing but a session without attendance is ever removed, and seat contingents of
    associations a filled cell does not name.
    """
    table = read_table(data, SHAPE)
    report, problems = Report.of(table, dry_run=dry_run), Problems(table)
    with one_import(dry_run=dry_run):
        lines = _read_all(table, problems)
        problems.refuse()
        seminars = [_save(line, report, problems, now) for line in lines]
        problems.refuse()
        if and_publish:
            _publish(seminars, report, now)
    return report


def _save(line, report, problems, now):
    """Save one line; what does not fit the seats taken is told with the line."""
    seminar, facts = line.seminar, line.facts
    shrinks = seminar is not None and facts["capacity"] < seminar.capacity
    try:
        if shrinks:  # before the seats are fewer, and more only after there are
            save_contingents(seminar, line.seats, report, now=now)
        seminar = save_seminar(seminar, facts, line.spans, report, now=now)
        if not shrinks:
            save_contingents(seminar, line.seats, report, now=now)
    except Refused as refusal:
        for reason in refusal.messages:
            problems.add(line.row, "number", reason)
    return seminar


def _read_all(table, problems):
    known = {
        "course": {course.code.casefold(): course for course in Course.objects.all()},
        "central_office": _offices(),
        "land": by_every_code(),
        "association": associations_by_name(),
    }
    seminars = _locked([row["number"] for row in table.rows])
    lines = []
    for row in table.rows:
        line = _read(Cells(row, problems), known, seminars.get(row["number"].casefold()))
        if line.seminar:
            check_change(line.seminar, line, problems)
        lines.append(line)
    return lines


def _locked(numbers):
    """The seminars that exist, locked until the import ends: nobody books in between."""
    found = (
        Seminar.objects.annotate(lower=Lower("number"))
        .filter(lower__in=[number.lower() for number in numbers])
        .select_related("course", "central_office", "land")
        .select_for_update(of=["self"])
        .order_by("pk")
    )
    return {seminar.number.casefold(): seminar for seminar in found}


def _offices():
    return {
        name.casefold(): office
        for office in CentralOffice.objects.all()
        for name in (office.short_name, office.name, office.slug)
    }


def _read(cells, known, seminar):
    facts = {
        "number": cells.text("number"),
        "course": cells.known(
            "course",
            known["course"],
            _("There is no course “%(value)s”."),
            _("Import the courses first, or correct the code."),
        ),
        "central_office": cells.known(
            "central_office",
            known["central_office"],
            _("There is no central office “%(value)s”."),
            _("Use its short name, as “AWO”."),
        ),
        "place": cells.text("place"),
        "land": _read_land(cells, known["land"]),
        "fee": cells.number("fee", _("Write an amount like 120 or 120,50.")),
        **_read_seats(cells),
        **_read_window(cells),
        **_read_approval(cells, seminar),
    }
    seats = read_contingents(cells, "contingents", known["association"], capacity=facts["capacity"])
    spans = read_sessions(cells, "sessions")
    _check_units(cells, facts["course"], spans)
    cells.problems.check_once(cells.row, "number")
    fields = {key: key for key in ("number", "place", "fee") if facts[key] is not None}
    cells.problems.check_fields(cells.row, Seminar(**facts), fields)
    return Line(cells.row, facts, spans, seats, seminar)


def _read_land(cells, lands):
    """Reports count by Land, so only online and abroad there is none."""
    row = cells.row
    if row["land"].casefold() == ABROAD:
        return None
    if row["land"]:
        return read_land(cells, "land", lands)
    if row["place"] and not row["place"].casefold().startswith(ONLINE):
        cells.problems.add(
            row,
            "land",
            _("The Land of “%(place)s” is missing.") % {"place": row["place"]},
            _("Add it, or write “Ausland”; only seminars at the place “online” have none."),
        )
    return None


def _read_seats(cells):
    least, most = cells.whole("min_seats", least=0), cells.whole("capacity", least=1)
    if least is not None and most is not None and least > most:
        cells.problems.add(
            cells.row,
            "min_seats",
            _("The minimum %(least)s is larger than the maximum %(most)s.")
            % {"least": least, "most": most},
            _("Correct one of them."),
        )
    return {"min_seats": least, "capacity": most}


def _read_approval(cells, seminar):
    """Without the column what there is stays; “yes” is content with a stricter policy, too."""
    if "approval" not in cells.problems.headings:
        return {}
    if not cells.yes("approval"):
        return {"approval_policy": ApprovalPolicy.NONE}
    stored = seminar.approval_policy if seminar else ApprovalPolicy.NONE
    return {"approval_policy": ApprovalPolicy.MANAGER if stored == ApprovalPolicy.NONE else stored}


def _read_window(cells):
    """From the first minute of the first day to the last minute, 23:59, of the last day.

    The deadline is shown to people with its day; midnight would show them the day after.
    """
    first, last = cells.day("opens_at"), cells.day("closes_at")
    if first and last and last < first:
        cells.problems.add(
            cells.row,
            "closes_at",
            _("Enrolment would close before it opens (%(opens)s).")
            % {"opens": f"{first:%d.%m.%Y}"},
            _("Correct one of the two days."),
        )
    return {
        "opens_at": first and _in_berlin(first, time()),
        "closes_at": last and _in_berlin(last, LAST_MINUTE),
    }


def _in_berlin(day: date, clock: time):
    return datetime.combine(day, clock, timezone.get_default_timezone()).astimezone(UTC)


def _check_units(cells, course, spans):
    if course and len(spans) * STEP > course.teaching_units:
        cells.problems.add(
            cells.row,
            "sessions",
            _("There are %(sessions)s sessions for only %(units)s teaching units.")
            % {"sessions": len(spans), "units": localize(course.teaching_units)},
            _("Each session needs at least half a unit: correct the sessions or the course."),
        )


def _publish(seminars, report, now):
    planned = [s for s in seminars if s.state == SeminarState.PLANNED]
    for seminar in planned:
        publish(seminar=seminar, now=now)
    report.notes.append(_("Published: %(count)s") % {"count": len(planned)})
