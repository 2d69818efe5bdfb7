"""How long reports, matrix and desk take with a million enrolments, beside the bare SQL.

DJANGO_SETTINGS_MODULE=bench.settings python manage.py bench_reports
"""

import io
from decimal import Decimal

import xlsxwriter
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.scratch import Measurement, Reader, medians, page_times
from cms.access import admit
from cms.site import create_site, ensure_section
from fortbildung.shared.tables_out import Column, Kind, Table, xlsx
from organisations.models import CentralOffice, Organisation
from organisations.states import RoleKind
from reports.questions.catalogue import answer_for
from tests.factories import PersonFactory

TIMES, LINES = 5, 100_000
BARE = """
    SELECT e.provider_id, e.land_id, count(*), count(DISTINCT e.person_id), sum(e.attended_units)
    FROM courses_enrolment AS e
    JOIN courses_seminarspan AS span ON span.seminar_id = e.seminar_id
    WHERE span.starts_at >= %s AND span.starts_at < %s
    GROUP BY e.provider_id, e.land_id
"""


class Command(Measurement):
    help = "Measure the reports with a generated load in a database of its own."
    part = "reports"
    heads = ("what", "ms", "floor, ms", "times the floor", "SQL")

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--seminars", type=int, default=20_000)
        parser.add_argument("--enrolments", type=int, default=1_000_000)

    def fill(self, *, seminars, enrolments, **options):
        create_site()
        call_command("generate_load", seminars=seminars, enrolments=enrolments)

    def rows(self):
        yield from _participation(timezone.now())
        yield from _pages()
        ours, alone = _excel()
        yield _beside(f"Excel of {LINES} rows, processor time", ours, alone)


def _participation(now):
    """Beside the bare SQL of the same groups with two figures."""
    year = now.year - 1
    coordination = _somebody(RoleKind.COORDINATION)
    for name, asked, first in (
        ("participations per provider and Land, one year", {"year": str(year)}, year),
        ("the same over all years", {"year": str(year - 6), "until": str(year)}, year - 6),
    ):
        choice = {"by": "provider,state"} | asked
        ours, _ = medians(
            lambda choice=choice: answer_for(coordination, "participation", choice, now),
            times=TIMES,
        )
        bare, _ = medians(lambda first=first: _bare(first, year), times=TIMES)
        yield _beside(name, ours, bare)
    address = f"/berichte/teilnahmen/?by=provider,state&year={year}"
    wall, _, statements = page_times(Reader(coordination), address, times=TIMES)
    yield "the page of one year, counted before", f"{wall:.0f}", "–", "–", str(statements)


def _beside(name, ours, floor):
    return name, f"{ours:.0f}", f"{floor:.0f}", f"{ours / floor:.1f}", "–"


def _somebody(kind, **where):
    person = PersonFactory()
    person.roles.create(kind=kind, **where)
    return person


def _pages():
    """Pages that look at a part of the whole."""
    site = Organisation.objects.sites().order_by("path").first()
    manager = _somebody(RoleKind.MANAGER, organisation=site.get_parent())
    office = CentralOffice.objects.first()
    ensure_section(office)
    staff = _somebody(RoleKind.OFFICE_STAFF, central_office=office)
    admit(staff)
    for name, person, address in (
        ("matrix of a provider", manager, "/team/qualifikationen/"),
        ("enrolments of a team", manager, "/team/anmeldungen/"),
        ("desk home", staff, "/verwaltung/"),
        ("seminars of the desk", staff, "/verwaltung/veranstaltungen/"),
    ):
        wall, _, statements = page_times(Reader(person), address, times=TIMES)
        yield name, f"{wall:.0f}", "–", "–", str(statements)


def _bare(first, last):
    with connection.cursor() as cursor:
        cursor.execute(BARE, [f"{first}-01-01", f"{last + 1}-01-01"])
        cursor.fetchall()


def _excel():
    """Processor time of our file and of XlsxWriter alone, in milliseconds."""
    kinds = [Kind.TEXT, Kind.TEXT, Kind.WHOLE, Kind.WHOLE, Kind.DECIMAL]
    rows = [(f"Träger {n}", "Berlin", n, n // 2, Decimal(n) / 4) for n in range(LINES)]
    table = Table("Zahlen", [Column(kind.name, kind) for kind in kinds], rows)
    _, ours = medians(lambda: xlsx(table), times=1)
    _, alone = medians(lambda: _alone(rows, kinds), times=1)
    return ours, alone


def _alone(rows, kinds):
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        formats = [book.add_format({"num_format": kind.value}) for kind in kinds]
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(number, place, value, formats[place])
