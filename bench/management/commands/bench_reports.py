"""How long reports, matrix and desk take with a million enrolments, beside the bare SQL.

DJANGO_SETTINGS_MODULE=bench.settings python manage.py bench_reports
"""

import io
from decimal import Decimal
from statistics import median
from time import perf_counter, process_time

import xlsxwriter
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

from cms.access import admit
from cms.site import create_site, ensure_section
from fortbildung.shared.tables_out import Column, Kind, Table, xlsx
from organisations.models import CentralOffice, Organisation
from organisations.states import RoleKind
from reports.catalogue import answer_for
from tests.factories import PersonFactory

TIMES, LINES = 5, 100_000
BARE = """
    SELECT e.provider_id, e.land_id, count(*), count(DISTINCT e.person_id), sum(e.attended_units)
    FROM courses_enrolment AS e
    JOIN courses_seminarspan AS span ON span.seminar_id = e.seminar_id
    WHERE span.starts_at >= %s AND span.starts_at < %s
    GROUP BY e.provider_id, e.land_id
"""


class Command(BaseCommand):
    help = "Measure the reports with a generated load in a database of its own."

    def add_arguments(self, parser):
        parser.add_argument("--seminars", type=int, default=20_000)
        parser.add_argument("--enrolments", type=int, default=1_000_000)

    def handle(self, *, seminars, enrolments, **options):
        setup_test_environment()
        connection.settings_dict["TEST"]["NAME"] = "scratch_reports"
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            create_site()
            call_command("generate_load", seminars=seminars, enrolments=enrolments)
            self.stdout.write("| what | ms | floor, ms | times the floor |\n|---|---|---|---|")
            for name, ours, floor in _measures(timezone.now()):
                times = f"{ours / floor:.1f}" if floor else "–"
                beside = f"{floor:.0f}" if floor else "–"
                self.stdout.write(f"| {name} | {ours:.0f} | {beside} | {times} |")
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


def _measures(now):
    """What was measured, with its floor in the same run; 0 where there is none."""
    year = now.year - 1
    by = {"by": "provider,state"}
    coordination = _somebody(RoleKind.COORDINATION)
    for name, asked, first in (
        ("participations per provider and Land, one year", {"year": str(year)}, year),
        ("the same over all years", {"year": str(year - 6), "until": str(year)}, year - 6),
    ):
        ours = _usual(
            lambda asked=asked: answer_for(coordination, "participation", by | asked, now)
        )
        yield name, ours, _usual(lambda first=first: _bare(first, year))
    yield from _pages()
    yield f"Excel of {LINES} rows, processor time", *_excel()


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
        client = Client()
        client.force_login(person)
        assert client.get(address).status_code == 200, address
        yield name, _usual(lambda client=client, address=address: client.get(address)), 0


def _bare(first, last):
    with connection.cursor() as cursor:
        cursor.execute(BARE, [f"{first}-01-01", f"{last + 1}-01-01"])
        cursor.fetchall()


def _usual(act):
    """The median on the wall, in milliseconds."""
    took = []
    for _ in range(TIMES):
        begun = perf_counter()
        act()
        took.append((perf_counter() - begun) * 1000)
    return median(took)


def _excel():
    """Processor time of our file and of XlsxWriter alone, in milliseconds."""
    kinds = [Kind.TEXT, Kind.TEXT, Kind.WHOLE, Kind.WHOLE, Kind.DECIMAL]
    rows = [(f"Träger {n}", "Berlin", n, n // 2, Decimal(n) / 4) for n in range(LINES)]
    table = Table("Zahlen", [Column(kind.name, kind) for kind in kinds], rows)
    took = []
    for write in (lambda: xlsx(table), lambda: _alone(rows, kinds)):
        begun = process_time()
        write()
        took.append((process_time() - begun) * 1000)
    return took


def _alone(rows, kinds):
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        formats = [book.add_format({"num_format": kind.value}) for kind in kinds]
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(number, place, value, formats[place])
