"""The measurements; run by `python -m bench`, which starts the servers they need."""

import time

from django.core.management.base import BaseCommand

from bench import floor, machine
from bench.page import put_down
from bench.scenarios import SCENARIOS
from bench.table import markdown
from bench.ways import API, PAGES, Bench
from bench.world import World

WAYS = {"api": API, "pages": PAGES}


class Command(BaseCommand):
    help = "Measure bookings, queues and pages against what the machine could do at best."

    def add_arguments(self, parser):
        parser.add_argument("scenario", nargs="*", help=", ".join(SCENARIOS))
        parser.add_argument("--quick", action="store_true", help="a tenth of everything, once")
        parser.add_argument("--write", action="store_true", help="into docs/performance.md")
        parser.add_argument("--sql", action="store_true", help="list the statements of a booking")
        parser.add_argument("--via", choices=WAYS, default="api", help="how people book")

    def handle(self, *, scenario, quick, write, sql, via, **options):
        floor.lay()
        facts = machine.facts(floor.commits_per_second())
        self.stdout.write(facts)
        bench = Bench(
            world=World(1_500, 1_001) if quick else World(9_000, 10_001),
            way=WAYS[via],
            quick=quick,
            say=self.stdout.write if sql else lambda _: None,
        )
        warm_up(bench)
        rows = []
        for name in scenario or SCENARIOS:
            begun = time.monotonic()
            rows += SCENARIOS[name](bench)
            self.stderr.write(f"{name}: {time.monotonic() - begun:.0f} s")
        table = markdown(rows)
        self.stdout.write(table)
        if write:
            put_down(f"{facts}\n\n{table}", part="figures")


def warm_up(bench):
    """Every thread has met every path once before the first clock starts."""
    seminar = bench.world.seminar(capacity=20)
    bench.book(bench.world.take(32), [seminar] * 32, clients=16)
    bench.floor([1] * 64, 16)
