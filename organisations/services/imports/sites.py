"""Sites: each below its provider, which stands below its association."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fortbildung.shared.importing import (
    CHANGED,
    NEW,
    UNCHANGED,
    Cells,
    Problems,
    Report,
    change,
    change_many,
)
from fortbildung.shared.tables_in import Column, Row, Table
from organisations.models import Organisation, Programme
from organisations.services.imports.lands import by_every_code, land_column, read_land
from organisations.services.imports.tree import Tree
from organisations.states import OrganisationKind

SHAPE = (
    Column("association", ("Trägergruppe", "Verband", "association")),
    Column("provider", ("Träger", "provider")),
    Column("name", ("Einrichtung", "Beratungsstelle", "site")),
    Column("postcode", ("PLZ", "Postleitzahl", "postcode"), digits=5),
    Column("city", ("Ort", "city")),
    land_column("state"),
    Column("programmes", ("Programm", "Programme", "programme", "programmes")),
    Column("email", ("E-Mail Leitung", "E-Mail", "email"), required=False),
)
KEY = ("association", "provider", "name", "postcode")
POSTCODE_DIGITS = 5


@dataclass(frozen=True)
class Site:
    """What a row says, read."""

    row: Row
    association: Organisation
    facts: dict
    programmes: list[Programme]


def load(table: Table, report: Report) -> None:
    """Import `table` into `report`; the caller holds the transaction."""
    tree, problems = Tree(), Problems(table)
    lands, programmes = by_every_code(), {p.code.casefold(): p for p in Programme.objects.all()}
    sites = [_read(Cells(row, problems), tree, lands, programmes) for row in table.rows]
    once = _once_each(sites, problems)
    problems.refuse()
    for site in once:
        _save_site(site, tree, report)
    for provider, outcome in tree.settle_providers():
        report.add(_("Providers"), provider.name, outcome)


def _read(cells, tree, lands, programmes):
    row, problems = cells.row, cells.problems
    association = cells.known(
        "association",
        tree.associations,
        _("There is no association “%(value)s”."),
        _("Import the associations first, or correct the name."),
    )
    facts = {
        "name": cells.text("name"),
        "postcode": _read_postcode(cells),
        "city": cells.text("city"),
        "state": read_land(cells, "state", lands),
    }
    if row["email"]:  # a blank one leaves the mailbox alone
        facts["email"] = row["email"]
    checked = Organisation(**facts)
    problems.check_fields(row, checked, {key: key for key in ("name", "city", "email")})
    problems.check_fields(row, Organisation(name=cells.text("provider")), {"name": "provider"})
    if association and tree.is_ambiguous(association, row["provider"]):
        problems.add(
            row,
            "provider",
            _("Below the association there are several providers “%(value)s”.")
            % {"value": row["provider"]},
            _("Give them different names first."),
        )
    return Site(row, association, facts, _read_programmes(cells, programmes))


def _read_postcode(cells):
    value = cells.text("postcode")
    if value and not (value.isascii() and value.isdecimal() and len(value) == POSTCODE_DIGITS):
        cells.problems.add(
            cells.row,
            "postcode",
            _("“%(value)s” is not a postcode.") % {"value": value},
            _("A postcode has five digits; some begin with 0."),
        )
    return value


def _read_programmes(cells, programmes):
    cells.text("programmes")
    return [
        cells.choice(
            "programmes",
            code,
            programmes,
            _("There is no programme “%(value)s”."),
            _("Separate several by commas; new ones come with the associations."),
        )
        for code in cells.row.parts("programmes", ",;/")
    ]


def _identity(row):
    return tuple(row[key].casefold() for key in KEY)


def _once_each(sites, problems):
    """The same site may stand in two lines as long as both say the same."""
    first = {}
    for site in sites:
        earlier = first.setdefault(_identity(site.row), site)
        for key in ("city", "state", "programmes", "email"):
            if _told(earlier, key) != _told(site, key):
                problems.add(
                    site.row,
                    key,
                    _("“%(value)s” contradicts line %(line)s (“%(other)s”) on the same site.")
                    % {
                        "value": site.row[key],
                        "line": earlier.row.line,
                        "other": earlier.row[key],
                    },
                    _("Keep one line per site; it may name several programmes."),
                )
    return first.values()


def _told(site, key):
    return set(site.programmes) if key == "programmes" else site.facts.get(key)


def _save_site(site, tree, report):
    provider = tree.provider(site.association, site.row["provider"], site.facts)
    found = tree.site(provider, site.facts)
    if found is None:
        found = provider.add_child(kind=OrganisationKind.SITE, **site.facts)
        found.programmes.set(site.programmes)
        outcome = NEW
    else:
        changed = [change(found, site.facts), change_many(found.programmes, site.programmes)]
        outcome = CHANGED if any(changed) else UNCHANGED
    tree.remember(found)
    report.add(_("Sites"), f"{provider}, {found}", outcome)
