"""What is measured. Each scenario yields rows; the counts shrink with `--quick`."""

import json
import statistics
import time
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from bench import asking, fairness, floor, world
from bench.drive import drain, drive, median_run, median_time
from bench.issuing import issuing
from bench.table import Row, rate_row, time_row
from bench.ways import PAGES
from courses.services.seminars import plan


def ceiling(bench):
    """What the load generator and the bare server can do: the roof over every figure."""
    outcome = median_run(lambda: _empty(bench.count(4000)), bench.times)
    yield rate_row("the server's empty answer, 8 clients", outcome, outcome)


def spread(bench):
    """(a) Nobody stands in anybody's way."""
    count = bench.count(400)

    def run():
        seminars = [bench.world.seminar(capacity=20) for _ in range(40)]
        turns = [seminars[n % 40] for n in range(count)]
        return bench.book(bench.world.take(count), turns, clients=8)

    name = f"bookings through the {bench.way.name}, 40 seminars, 8 clients"
    base = median_run(lambda: bench.floor([n % 40 + 1 for n in range(count)], 8), bench.times)
    yield rate_row(name, median_run(run, bench.times), base, "each gets a seat")


def contended(bench):
    """(b) Everybody wants the same seminar; half of them get a seat."""
    count = bench.count(300)

    def run():
        seminar = bench.world.seminar(capacity=count // 2)
        return bench.book(bench.world.take(count), [seminar] * count, clients=32)

    base = median_run(lambda: bench.floor([1] * count, 32), bench.times)
    name = f"bookings through the {bench.way.name}, one seminar, 32 clients"
    yield rate_row(name, median_run(run, bench.times), base, "half of them get a seat")


def rush(bench):
    """(c) The window opens: a connection each, all at once."""
    for count, reserved in ((200, 0), (1000, 3)):
        crowd, verdicts = max(bench.count(count), 60), []

        def run(crowd=crowd, reserved=reserved, verdicts=verdicts):
            seminar = bench.world.seminar(capacity=20)
            if reserved:
                world.give_contingents(seminar, reserved=reserved)
            outcome = bench.book(bench.world.take(crowd), [seminar] * crowd, clients=crowd)
            verdicts.append(_judge(seminar, outcome, reserved))
            return outcome

        base = median_run(lambda crowd=crowd: bench.floor([1] * crowd, crowd), bench.times)
        name = f"rush of {crowd} for 20 seats, {crowd} connections"
        outcome = median_run(run, bench.times)
        yield time_row(name, outcome, base, "; ".join(dict.fromkeys(verdicts)))


def _judge(seminar, outcome, reserved):
    """What became of the rush, in one line: it must be the same in each run."""
    roots = [place.get_root() for place in world.workplaces()[:5]]
    found = fairness.verdict(seminar, reserved=dict.fromkeys([r.pk for r in roots], reserved))
    answers = [json.loads(body) for status, body in outcome.answers if status == 201]
    waiting = [answer for answer in answers if answer.get("state") == "waiting"]
    mute = sum(not (answer["position"] and answer["why"]) for answer in waiting)
    words = f"{reserved} seats each for 5 associations, " if reserved else ""
    words += "{taken} seats, {waiting} wait, {overbooked} overbooked, {misplaced} misplaced"
    return words.format(**found) + (f", {mute} without place or reason" if answers else "")


def waiting_line(bench):
    """(d) Does one more booking cost more the longer the queue is?"""
    count = bench.count(50)
    base = bench.floor([1] * count, 1)
    waiting = bench.world.crowd
    for length in (0, bench.count(1000), bench.count(10_000)):
        seminar = bench.world.seminar(capacity=1)
        world.let_wait(waiting[: length + 1], seminar)
        plan(seminar=seminar, sessions=[], now=timezone.now())
        outcome = bench.book(bench.world.take(count), [seminar] * count, clients=1)
        row = rate_row(f"one booking behind {length} waiting, 1 client", outcome, base)
        spent, least = (median_time(run) * 1000 for run in (outcome, base))
        yield replace(row, figure=f"{spent:.1f} ms", floor=f"{least:.1f} ms")


def pages(bench):
    """(e) The same through the pages: look, then book."""
    yield from spread(replace(bench, way=PAGES))
    yield from contended(replace(bench, way=PAGES))


def serving(bench):
    """(f) More seats for a long queue, in this process; the last time it counts."""
    count = bench.count(5000)
    seminar = bench.world.seminar(capacity=1)
    world.let_wait(bench.world.crowd[:count], seminar)
    seconds = []
    for left in reversed(range(bench.times)):
        with transaction.atomic():
            seminar.capacity = count
            begun = time.perf_counter()
            planned = plan(seminar=seminar, sessions=[], now=timezone.now())
            seconds.append(time.perf_counter() - begun)
            transaction.set_rollback(left > 0)
    owed, drained = drain()
    spent, least = statistics.median(seconds), count / floor.move_up_per_second(count)
    yield Row(
        f"serving a queue of {count} after more seats",
        figure=f"{spent:.1f} s",
        floor=f"{least:.1f} s",
        share=f"{least / spent:.0%}",
        owed=str(owed),
        drained=f"{drained:.1f}",
        remark=f"{planned.moved_up} moved up, {count / spent:.0f}/s; "
        f"mails {owed / max(drained, 0.1):.0f}/s",
    )


def reading(bench):
    """(g) What everybody does most: look."""
    count = bench.count(400)
    base = median_run(lambda: _empty(bench.count(2000)), bench.times)
    for name, path in (
        ("home page", "/"),
        ("catalogue", "/katalog/"),
        ("catalogue, a search", "/katalog/?q=Aufenthaltsrecht"),
        ("catalogue, a search that must guess", "/katalog/?q=Aufenthaltsrehct"),
    ):
        errands = [[asking.get(path)]] * count
        outcome = median_run(
            lambda errands=errands: drive(errands, clients=8, expect=200), bench.times
        )
        yield rate_row(f"{name}, 8 clients", outcome, base)


def sql(bench):
    """How many statements a booking takes, with a seat and without."""
    for name, capacity in (("gets a seat", 2), ("waits", 1)):
        seminar = bench.world.seminar(capacity=capacity)
        first, second = bench.world.take(2)
        bench.way.statements(first, seminar)
        found = bench.way.statements(second, seminar)
        bench.say("\n".join(found))
        yield Row(
            f"SQL statements of a booking through the {bench.way.name}, {name}", str(len(found))
        )


def _empty(count):
    return drive([[asking.get("/floor/empty")]] * count, clients=8, expect=200)


SCENARIOS = {
    "ceiling": ceiling,
    "spread": spread,
    "contended": contended,
    "rush": rush,
    "line": waiting_line,
    "pages": pages,
    "serving": serving,
    "reading": reading,
    "issuing": issuing,
    "sql": sql,
}
