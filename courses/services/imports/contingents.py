"""Seat contingents of associations, read from one cell: “AWO 2; Caritas 1”."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from courses.models import Seminar
from courses.services.contingents import Promise, set_contingents
from fortbildung.shared.importing import CHANGED, NEW, UNCHANGED, Cells, Report
from organisations.models import Organisation
from organisations.states import OrganisationKind

PART = re.compile(r"(?P<name>.*?\S)[ :=]+(?P<seats>\d{1,6})")
Seats = dict[Organisation, int]


def associations_by_name() -> dict[str, Organisation]:
    """Every association by its short and its full name, in lower case."""
    return {
        name.casefold(): association
        for association in Organisation.objects.associations()
        for name in (association.full_name, association.name)
        if name
    }


def read_contingents(
    cells: Cells, key: str, known: dict[str, Organisation], *, capacity: int | None
) -> Seats:
    """Reserved seats by association; an empty cell says nothing."""
    wanted = {}
    for part in cells.row.parts(key, ";\n"):
        found = PART.fullmatch(part)
        if not found:
            _problem(cells, key, _("“%(value)s” is no seat contingent.") % {"value": part})
            continue
        remedy = _("Use the name of an association, as “AWO”, or import it first.")
        text = _("There is no association “%(value)s”.")
        association = cells.choice(key, found["name"], known, text, remedy)
        if association in wanted:
            _problem(cells, key, _("“%(value)s” stands there twice.") % {"value": association})
        elif association:
            wanted[association] = int(found["seats"])
    _check_sum(cells, key, wanted, capacity)
    return wanted


def _problem(cells, key, text):
    cells.problems.add(
        cells.row, key, text, _("Write each association once with its seats, like “AWO 2; DRK 1”.")
    )


def _check_sum(cells, key, wanted, capacity):
    total = sum(wanted.values())
    if capacity is not None and total > capacity:
        cells.problems.add(
            cells.row,
            key,
            _("%(total)s seats are reserved, but there are only %(capacity)s.")
            % {"total": total, "capacity": capacity},
            _("Reserve %(over)s fewer, or raise the number of seats.") % {"over": total - capacity},
        )


def differs(seminar: Seminar, wanted: Seats) -> bool:
    """Whether the associations' seats are others than those `wanted`."""
    return bool(wanted) and _of_associations(seminar) != wanted


def save_contingents(seminar: Seminar, wanted: Seats, report: Report, *, now: datetime) -> None:
    """Reserve exactly these seats for associations.

    Contingents below them and the central reserve stay, as do limits and days of release.
    """
    if not wanted:
        return
    before = _of_associations(seminar)
    if before != wanted:
        promises = _promises(seminar, wanted)
        reason = _("From an imported file.")
        set_contingents(seminar=seminar, promises=promises, by=None, now=now, reason=reason)
    outcome = UNCHANGED if before == wanted else CHANGED if before else NEW
    report.add(_("Seat contingents"), seminar.number, outcome)


def _of_associations(seminar):
    rows = seminar.contingents.filter(organisation__kind=OrganisationKind.ASSOCIATION)
    return {row.organisation: row.reserved for row in rows.select_related("organisation")}


def _promises(seminar, wanted):
    stored = {row.owner: row for row in _stored(seminar)}
    for owner, row in stored.items():
        if getattr(owner, "kind", None) != OrganisationKind.ASSOCIATION:
            yield Promise(owner, row.reserved, row.limit, row.release_at)
    for owner, seats in wanted.items():
        row = stored.get(owner)
        yield Promise(owner, seats, row and row.limit, row and row.release_at)


def _stored(seminar):
    return seminar.contingents.select_related("organisation", "central_office")
