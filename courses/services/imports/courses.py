"""The catalogue's courses, as an office hands them in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.kinds import CourseKind, DeliveryMode
from courses.models import Course, Topic
from courses.services.imports.prerequisites import Options, check_conditions, read_conditions
from courses.services.prerequisites import set_conditions
from fortbildung.shared.importing import (
    CHANGED,
    NEW,
    UNCHANGED,
    Cells,
    Problems,
    Report,
    change,
    change_many,
    one_import,
)
from fortbildung.shared.slugs import not_taken, slug_of
from fortbildung.shared.tables_in import Column, Row, read_table

SHAPE = (
    Column("code", ("Code", "Kurs", "Kursnummer", "Nummer")),
    Column("title", ("Titel", "title")),
    Column("topics", ("Themenfeld", "Themenfelder", "Thema", "topic", "topics")),
    Column("teaching_units", ("UE", "Unterrichtseinheiten", "teaching units")),
    Column("delivery_mode", ("Format", "Durchführungsform", "delivery mode")),
    Column("kind", ("Art", "kind"), required=False),
    Column("mandatory", ("Pflicht", "Pflichtkurs", "mandatory"), required=False),
    Column(
        "awards_certificate",
        ("Zertifikat", "Zertifikatskurs", "awards certificate"),
        required=False,
    ),
    Column("prerequisites", ("Voraussetzungen", "Voraussetzung", "prerequisites"), required=False),
)
MODES = {
    **{mode.value: mode for mode in DeliveryMode},
    "präsenz": DeliveryMode.PRESENCE,
    "präsenzveranstaltung": DeliveryMode.PRESENCE,
    "blended learning": DeliveryMode.BLENDED,
    "selbstlernkurs": DeliveryMode.SELF_PACED,
}
KINDS = {
    "seminar": CourseKind.SEMINAR,
    "veranstaltung": CourseKind.SEMINAR,
    "series": CourseKind.SERIES,
    "reihe": CourseKind.SERIES,
}


@dataclass(frozen=True)
class Line:
    """What a row says, read. None where the table has no such column."""

    row: Row
    facts: dict
    topics: list[str]
    prerequisites: list[list[str]] | None


def import_courses(*, data: bytes, dry_run: bool = False) -> Report:
    """Create and update the courses of the file, found by their code, and their topics.

    Raises Refused with every problem, and changes nothing, when there is one. Importing the same
    file again changes nothing. Nothing is ever removed.
    """
    table = read_table(data, SHAPE)
    report, problems = Report.of(table, dry_run=dry_run), Problems(table)
    with one_import(dry_run=dry_run):
        lines = [_read(Cells(row, problems), table.headings) for row in table.rows]
        check_conditions(lines, problems)
        problems.refuse()
        _save(lines, report)
    return report


def _read(cells, headings):
    row, problems = cells.row, cells.problems
    facts = {
        "code": cells.text("code"),
        "title": cells.text("title"),
        "teaching_units": _read_units(cells),
        "delivery_mode": cells.known(
            "delivery_mode",
            MODES,
            _("“%(value)s” is not a delivery mode."),
            _("Use presence, online, hybrid, blended or self_paced, or the German word."),
        ),
    }
    if "kind" in headings:
        facts["kind"] = cells.known(
            "kind", KINDS, _("“%(value)s” is not a kind of course."), _("Use seminar or series.")
        )
    for key in {"mandatory", "awards_certificate"} & set(headings):
        facts[key] = cells.yes(key)
    problems.check_once(row, "code")
    problems.check_fields(row, Course(**facts), {"code": "code", "title": "title"})
    prerequisites = read_conditions(row) if "prerequisites" in headings else None
    return Line(row, facts, _read_topics(cells), prerequisites)


def _read_units(cells):
    remedy = _("Write a number from 0.5 on, with one decimal place at most.")
    units = cells.number("teaching_units", remedy)
    course = Course(teaching_units=units)
    if units is not None:
        cells.problems.check_fields(
            cells.row, course, {"teaching_units": "teaching_units"}, remedy=remedy
        )
    return units


def _read_topics(cells):
    """A topic's name may contain commas; several topics are separated by a bar."""
    cells.text("topics")
    names = cells.row.parts("topics", "|")
    for name in names:
        cells.problems.check_fields(cells.row, Topic(name=name), {"name": "topics"})
    return names


def _save(lines, report):
    known = Course.objects.prefetch_related("topics")
    courses = {course.code.casefold(): course for course in known}
    outcomes = {}
    for line in lines:
        code = line.facts["code"].casefold()
        if code in courses:
            outcomes[code] = CHANGED if change(courses[code], line.facts) else UNCHANGED
        else:
            courses[code], outcomes[code] = Course.objects.create(**line.facts), NEW
    options = Options(courses)  # by now every prerequisite exists
    for line in lines:
        code = line.facts["code"].casefold()
        changed = _relate(courses[code], line, options, report)
        if changed and outcomes[code] == UNCHANGED:
            outcomes[code] = CHANGED
        report.add(_("Courses"), line.facts["code"], outcomes[code])


def _relate(course, line, options, report):
    changed = change_many(course.topics, [_topic(name, report) for name in line.topics])
    if line.prerequisites is not None:
        changed |= set_conditions(course=course, wanted=options.chosen(line.prerequisites))
    return changed


def _topic(name, report):
    found = Topic.objects.filter(name__iexact=name).first()
    if found is None:
        slug = not_taken(
            slug_of(name), set(Topic.objects.values_list("slug", flat=True)), longest=80
        )
        found = Topic.objects.create(name=name, slug=slug)
        report.add(_("Topics"), name, NEW)
    return found
