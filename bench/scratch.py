"""Measurements with much data: a database of their own, and pages asked without a web server."""

from statistics import median
from time import perf_counter, process_time

from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import machine
from bench.page import put_down
from bench.table import markdown

HOST = "localhost"


class Measurement(BaseCommand):
    """`fill(**options)` makes the data, `rows()` yields what was measured under `heads`."""

    part = None  # of the page with all figures
    heads = ()

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="into docs/performance.md")

    def handle(self, *, write, **options):
        connection.settings_dict["TEST"]["NAME"] = f"scratch_{self.part}"
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            self.fill(**options)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            facts = machine.place(timezone.localtime())
            table = f"{facts}\n\n{markdown(self.rows(), self.heads)}"
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
        self.stdout.write(table)
        if write:
            put_down(table, part=self.part)


class Reader:
    """Somebody who asks for pages, through the same door as behind the web server."""

    def __init__(self, person=None):
        client = Client()
        if person:
            client.force_login(person)
        self.factory, self.handler = RequestFactory(SERVER_NAME=HOST), WSGIHandler()
        self.factory.cookies = client.cookies

    def get(self, address):
        response = self.handler.get_response(self.factory.get(address))
        assert response.status_code == 200, (address, response.status_code)
        body = response.getvalue()
        response.close()
        return body


def page_times(reader, address, *, times):
    """The median on the wall and of this process in milliseconds, and the statements."""
    reader.get(address)
    with CaptureQueriesContext(connection) as captured:
        reader.get(address)
    statements = len(captured)
    wall, work = medians(lambda: reader.get(address), times=times)
    return wall, work, statements


def medians(act, *, times):
    """What the act takes on the wall and of this process's time, in milliseconds."""
    walls, works = [], []
    for _ in range(times):
        wall, work = perf_counter(), process_time()
        act()
        walls.append((perf_counter() - wall) * 1000)
        works.append((process_time() - work) * 1000)
    return median(walls), median(works)
