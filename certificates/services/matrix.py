"""People and what is required of them, as managers and offices look at it: lookups only.

Never a ranking: people stand in the order of their names, whatever lacks.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.models import Requirement
from certificates.services.standings import Line, Standings, standings
from certificates.states import Standing
from certificates.status import Status
from fortbildung.shared.tables_out import Column, Kind, Table
from organisations.models import CentralOffice, Employment, Organisation, Programme, User


@dataclass(frozen=True)
class Choice:
    """What a reader has narrowed the matrix down to; empty is everything."""

    on: date
    site: Organisation | None = None
    programme: Programme | None = None
    state: str = ""


@dataclass(frozen=True)
class Row:
    line: Line
    statuses: list[Status | None]  # in the order of the requirements


@dataclass(frozen=True)
class Matrix:
    on: date
    requirements: list[Requirement]
    rows: list[Row]
    counts: dict[int, Counter]

    @property
    def columns(self) -> list[tuple[Requirement, int]]:
        """Each requirement with how many lack it."""
        return [(r, lacking(self.counts[r.pk])) for r in self.requirements]

    @property
    def total(self) -> Counter:
        """How many cells there are of each state."""
        return sum(self.counts.values(), Counter())


def staff_of_manager(user: User, *, on: date) -> QuerySet[Employment]:
    """Who works below the manager's nodes on that day."""
    return Employment.objects.managed_by(user).current(on).in_full()


def staff_of_offices(offices: Iterable[CentralOffice], *, on: date) -> QuerySet[Employment]:
    """Who works below the associations of these offices on that day."""
    nodes = Organisation.objects.filter(pk__in=[office.organisation_id for office in offices])
    places = Organisation.objects.below(nodes)
    return Employment.objects.current(on).filter(organisation__in=places).in_full()


def matrix(jobs: QuerySet[Employment], choice: Choice) -> Matrix:
    """The people of `jobs` as far as the choice asks for them, and how many stand how."""
    if choice.site:
        jobs = jobs.filter(organisation__path__startswith=choice.site.path)
    if choice.programme:
        jobs = jobs.filter(programme=choice.programme)
    return _told(standings(jobs, on=choice.on), choice.state)


def _told(found: Standings, state: str) -> Matrix:
    lines = [line for line in found.lines if line.statuses]
    if state:
        lines = [line for line in lines if _has(line, state)]
    counts = {requirement.pk: Counter() for requirement in found.requirements}
    for line in lines:
        for key, status in line.statuses.items():
            counts[key][status.state] += 1
    keys = [requirement.pk for requirement in found.requirements]
    rows = [Row(line, [line.statuses.get(key) for key in keys]) for line in lines]
    return Matrix(found.on, found.requirements, rows, counts)


def _has(line, state):
    return any(status.state == state for status in line.statuses.values())


def lacking(counts: Counter) -> int:
    """How many of them have to do something and have not booked it."""
    lacks = (Standing.IN_WINDOW, Standing.DUE_SOON, Standing.OVERDUE, Standing.EXPIRED)
    return sum(counts[state] for state in lacks)


def who_lacks(jobs: QuerySet[Employment], requirement: Requirement, *, on: date) -> list[Line]:
    """Who has to do something about the requirement and has not booked it, by name.

    Each line has the employment first in which it is asked of them.
    """
    found = standings(jobs, on=on, requirements=[requirement])
    return [
        replace(line, jobs=sorted(line.jobs, key=lambda job: not requirement.asks(job)))
        for line in found.lines
        if line.statuses and line.statuses[requirement.pk].lacks
    ]


def in_words(status: Status | None) -> str:
    """A cell in a few words: “overdue since 12.03.2026”."""
    if status is None:
        return "–"
    word, day = Standing(status.state).label, day_of(status)
    told = _("%(state)s, %(day)s") % {"state": word, "day": _short(day)} if day else word
    return f"{told}"


def day_of(status: Status) -> date | None:
    """The day that matters in this state: when the seminar is, until when it is good, or due."""
    if status.state == Standing.PLANNED:
        return status.planned
    if status.state == Standing.MET:
        return status.until
    return None if status.due == date.max else status.due


def as_table(found: Matrix) -> Table:
    """To take away: a line per person, a column per requirement, and how many stand how."""
    columns = [Column(_("Person"), width=26), Column(_("Site"), width=36), Column(_("Programme"))]
    columns += [Column(requirement.title, width=24) for requirement in found.requirements]
    rows = [[*who(row.line), *map(in_words, row.statuses)] for row in found.rows]
    return Table(
        _("Qualifications"),
        columns,
        rows,
        notes_title=_("Notes"),
        notes=[
            (_("As of"), _short(found.on)),
            *[(requirement.title, about(requirement)) for requirement in found.requirements],
        ],
    )


def counts_table(found: Matrix) -> Table:
    """How many stand how, per requirement."""
    columns = [Column(_("Requirement"), width=40)]
    columns += [Column(f"{state.label}", Kind.WHOLE) for state in Standing]
    rows = [
        [requirement.title, *[found.counts[requirement.pk][state] for state in Standing]]
        for requirement in found.requirements
    ]
    return Table(_("Numbers"), columns, rows)


def who(line: Line) -> list[str]:
    """Name, site and programmes of a line, as files show them."""
    person = f"{line.person.last_name}, {line.person.first_name}"
    programmes = dict.fromkeys(str(job.programme) for job in line.jobs)
    return [person, line.job.organisation.name, ", ".join(programmes)]


def about(requirement: Requirement) -> str:
    """What a requirement asks, in one sentence."""
    said = _("%(kind)s within %(months)s months of the beginning of the employment") % {
        "kind": requirement.qualification.said,
        "months": requirement.within_months,
    }
    return f"{said} ({_('sample')})" if requirement.sample else said


def _short(day):
    return date_format(day, "SHORT_DATE_FORMAT")
