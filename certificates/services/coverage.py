"""How far a requirement is met, per Land and provider: figures, never names, never a ranking.

Small figures are hidden, and with them whatever would give them away: providers within their Land,
Länder within the whole.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from certificates.models import Requirement
from certificates.services.standings import Line, standings
from certificates.states import Standing
from certificates.suppression import Cell, hidden
from organisations.models import Employment, Organisation
from organisations.models.tree import STEP

HAVE_IT = {Standing.MET, Standing.EXEMPT}
AT_ONCE = 1000  # people


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


def coverage(jobs: QuerySet[Employment], requirement: Requirement, *, on: date) -> Coverage:
    """Länder and in them providers, by name."""
    cells = _counted(jobs, requirement, on)
    lands = {land: sum(places.values(), Cell(0, 0)) for land, places in cells.items()}
    total = sum(lands.values(), Cell(0, 0))
    secret = set(lands) if total.is_small else hidden(lands)
    rows = [
        Row(land, None if land in secret else lands[land], _providers(cells[land], land in secret))
        for land in sorted(lands)
    ]
    return Coverage(requirement, None if total.is_small else total, tuple(rows))


def _providers(cells, land_is_secret):
    secret = set(cells) if land_is_secret else hidden(cells)
    ordered = sorted(cells, key=lambda place: place.name.casefold())
    return tuple(Row(place.name, None if place in secret else cells[place]) for place in ordered)


def _counted(jobs, requirement, on):
    """Land → provider → how many are asked, how many have it."""
    cells = defaultdict(lambda: defaultdict(lambda: Cell(0, 0)))
    people = sorted(set(jobs.order_by().values_list("user", flat=True)))
    for start in range(0, len(people), AT_ONCE):
        some = jobs.filter(user__in=people[start : start + AT_ONCE])
        some = some.select_related("user", "organisation__state", "programme")
        lines = standings(some, on=on, requirements=[requirement]).lines
        providers = _providers_of(lines)
        for line in lines:
            for land, place in _places(line, requirement, providers):
                have = line.statuses[requirement.pk].state in HAVE_IT
                cells[land][place] += Cell(1, int(have))
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
