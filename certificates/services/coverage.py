"""How far a requirement is met, per Land and provider: figures, never names, never a ranking.

Small figures are hidden, and with them whatever would give them away: providers within their Land,
Länder within the whole.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import QuerySet

from certificates.models import Requirement
from certificates.services.standings import Line, standings
from certificates.states import Standing
from fortbildung.shared import suppression
from fortbildung.shared.steps import step
from organisations.models import Employment, Organisation
from organisations.models.tree import STEP

HAVE_IT = {Standing.MET, Standing.EXEMPT}
AT_ONCE = 1000  # people
ALL = "*"  # all Länder; no Land is called so


@dataclass(frozen=True)
class Cell:
    """Of so many who are asked, so many have it, and so many more are booked for it."""

    asked: int
    met: int
    planned: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.asked + other.asked, self.met + other.met, self.planned + other.planned)


@dataclass(frozen=True)
class Row:
    """A place with its figures; None where they are too small to be shown."""

    name: str
    cell: Cell | None
    below: tuple["Row", ...] = ()


@dataclass(frozen=True)
class Coverage:
    requirement: Requirement
    total: Cell | None
    lands: tuple[Row, ...]


def coverage(
    jobs: QuerySet[Employment], requirement: Requirement, *, on: date, openly: bool = False
) -> Coverage:
    """Länder and in them providers, by name; `openly` for who may know each of these people."""
    cells = _counted(jobs, requirement, on)
    lands = {land: sum(places.values(), Cell(0, 0)) for land, places in cells.items()}
    total = sum(lands.values(), Cell(0, 0))
    secret = set() if openly else suppression.hidden(_net(cells, lands, total))
    rows = [
        Row(land, None if land in secret else lands[land], _providers(land, cells[land], secret))
        for land in sorted(lands)
    ]
    return Coverage(requirement, None if ALL in secret else total, tuple(rows))


def _providers(land, cells, secret):
    ordered = sorted(cells, key=lambda place: place.name.casefold())
    return tuple(
        Row(place.name, None if (land, place) in secret else cells[place]) for place in ordered
    )


def _net(cells, lands, total):
    """Providers add up to their Land, Länder to the whole."""
    net = {ALL: suppression.Cell(_counts(total), total_of=(ALL,))}
    for land, places in cells.items():
        net[land] = suppression.Cell(_counts(lands[land]), part_of=(ALL,), total_of=(land,))
        for place, cell in places.items():
            net[land, place] = suppression.Cell(_counts(cell), part_of=(land,))
    return net


def _counts(cell):
    """So few who are asked, have it, lack it or are booked for it that one could guess who."""
    lacking = cell.asked - cell.met
    return cell.asked, cell.met, lacking, cell.planned, lacking - cell.planned


def rounds_of(jobs: QuerySet[Employment]) -> int:
    """In how many steps the coverage among so many people is found."""
    return ceil(len(_people(jobs)) / AT_ONCE)


def _people(jobs):
    return sorted(set(jobs.order_by().values_list("user", flat=True)))


def _counted(jobs, requirement, on):
    """Land → provider → how many are asked, how many have it."""
    cells = defaultdict(lambda: defaultdict(lambda: Cell(0, 0)))
    people = _people(jobs)
    for start in range(0, len(people), AT_ONCE):
        some = jobs.filter(user__in=people[start : start + AT_ONCE])
        some = some.select_related("user", "organisation__state", "programme")
        lines = standings(some, on=on, requirements=[requirement]).lines
        providers = _providers_of(lines)
        for line in lines:
            for land, place in _places(line, requirement, providers):
                state = line.statuses[requirement.pk].state
                cells[land][place] += Cell(1, int(state in HAVE_IT), int(state == Standing.PLANNED))
        step()
    return cells


def _places(line: Line, requirement, providers) -> set:
    """Where somebody is asked: each Land and provider once."""
    if requirement.pk not in line.statuses:
        return set()
    asking = [job for job in line.jobs if requirement.asks(job)]
    return {
        (job.organisation.state.name, _provider(job.organisation, providers))
        for job in asking
        if job.organisation.state
    }


def _providers_of(lines: Iterable[Line]) -> dict[str, Organisation]:
    """Path → provider, for all places in the lines."""
    paths = set()
    for line in lines:
        for job in line.jobs:
            path = job.organisation.path
            paths |= {path[:end] for end in range(STEP, len(path) + 1, STEP)}
    found = Organisation.objects.providers().filter(path__in=paths)
    return {provider.path: provider for provider in found}


def _provider(place, providers):
    """The provider a place belongs to; the place itself where there is none."""
    ends = range(len(place.path), 0, -STEP)
    return next((providers[place.path[:e]] for e in ends if place.path[:e] in providers), place)
