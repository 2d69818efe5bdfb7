"""A database as large as the sector's, to see how fast everything stays."""

from datetime import timedelta
from random import Random
from time import perf_counter

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils import timezone

from fortbildung.demo.vast import enrolments, people, seminars, tree

PER_PERSON = 12  # enrolments over the years
SEED = 2026


class Command(BaseCommand):
    help = (
        "Add invented seminars and enrolments over eight years, with all that goes with them but"
        " the mails: audit_seats therefore says that nobody was told."
    )

    def add_arguments(self, parser):
        parser.add_argument("--seminars", type=int, default=20_000)
        parser.add_argument("--enrolments", type=int, default=1_000_000)

    def handle(self, **options):
        wanted, begun = options["enrolments"], perf_counter()
        count, now = options["seminars"], timezone.now()
        chance = Random(SEED)  # noqa: S311 – the same load every time
        with transaction.atomic():
            grown = tree.grow(chance)
            since = now.date() - timedelta(days=seminars.PAST + 90)
            crowd = max(200, wanted // PER_PERSON)
            hired = people.hire(grown, crowd, chance, since=since, now=now)
            seats = max(2, round(wanted / count * 0.8))
            dated = seminars.plan(grown, count, seats, chance, now=now)
            enrolments.fill(dated, hired, wanted, chance, now=now)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"{wanted} Einschreibungen in {perf_counter() - begun:.0f} s.")
