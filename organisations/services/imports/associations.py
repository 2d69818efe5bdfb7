"""Associations: the node, its central office and the programmes it takes part in."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from fortbildung.shared.slugs import not_taken, slug_of
from fortbildung.shared.tables_in import Column, Row, Table
from organisations.models import CentralOffice, Organisation, Programme
from organisations.states import DataProtectionRegime, OrganisationKind

SHAPE = (
    Column("name", ("Trägergruppe", "Verband", "association")),
    Column("full_name", ("Name", "full name")),
    Column("regime", ("Datenschutzrecht", "data protection regime", "regime")),
    Column("programmes", ("Programme", "Programm", "programmes", "programme")),
    Column("email", ("E-Mail", "E-Mail Zentralstelle", "email"), required=False),
    Column("city", ("Ort", "city"), required=False),
)
REGIMES = {
    "gdpr_bdsg": DataProtectionRegime.GDPR_BDSG,
    "dsgvo": DataProtectionRegime.GDPR_BDSG,
    "kdg": DataProtectionRegime.KDG,
    "dsg_ekd": DataProtectionRegime.DSG_EKD,
    "dsg-ekd": DataProtectionRegime.DSG_EKD,
}


def load(table: Table, report: Report) -> None:
    """Import `table` into `report`; the caller holds the transaction."""
    problems = Problems(table)
    facts = [_read(Cells(row, problems)) for row in table.rows]
    problems.refuse()
    placeholders = 0
    for row, (association, office, codes) in zip(table.rows, facts, strict=True):
        programmes = [_programme(code, report) for code in codes]
        node = _save_association(association, programmes, report)
        placeholders += _save_office(node, office, report) and not row["email"]
    if placeholders:
        report.notes.append(_told_of_placeholders(placeholders))


def _read(cells):
    """What the row says of the association, of its office and which programmes it names."""
    row, problems = cells.row, cells.problems
    association = {"name": cells.text("name"), "full_name": cells.text("full_name")}
    regime = cells.known(
        "regime",
        REGIMES,
        _("“%(value)s” is not a data protection law known here."),
        _("Use GDPR_BDSG, KDG or DSG_EKD."),
    )
    problems.check_once(row, "name")
    problems.check_fields(row, Organisation(**association), {"full_name": "full_name"})
    # A blank e-mail or city leaves the office's own alone.
    given = {key: row[key] for key in ("email", "city") if row[key]}
    office = CentralOffice(short_name=association["name"], **given)
    problems.check_fields(row, office, {"short_name": "name", **{key: key for key in given}})
    return association, {"regime": regime, **given}, _read_codes(row, problems)


def _read_codes(row: Row, problems):
    codes = row.parts("programmes", ",;/")
    if not codes:
        problems.add(row, "programmes", _("No programme is named."), _("Name at least one."))
    for code in codes:
        problems.check_fields(row, Programme(code=code), {"code": "programmes"})
    return codes


def _programme(code, report):
    found = Programme.objects.filter(code__iexact=code).first()
    if found is None:
        found = Programme.objects.create(code=code, name=code)
        report.add(_("Programmes"), code, NEW)
    return found


def _save_association(facts, programmes, report):
    found = Organisation.objects.associations().filter(name__iexact=facts["name"]).first()
    if found is None:
        node = Organisation.add_root(kind=OrganisationKind.ASSOCIATION, **facts)
        node.programmes.set(programmes)
        report.add(_("Associations"), node.name, NEW)
        return node
    changed = [change(found, facts), change_many(found.programmes, programmes)]
    report.add(_("Associations"), found.name, CHANGED if any(changed) else UNCHANGED)
    return found


def _save_office(node, facts, report):
    """Create or update the association's central office; whether it is new."""
    found = node.central_offices.order_by("pk").first()
    if found is None:
        report.add(_("Central offices"), _open_office(node, facts).name, NEW)
        return True
    changed = change(found, facts)
    report.add(_("Central offices"), found.name, CHANGED if changed else UNCHANGED)
    return False


def _open_office(node, facts):
    """Address and certificate numbers are made from the name once; offices change them later."""
    taken = CentralOffice.objects.values_list("slug", "number_prefix")
    slugs, prefixes = zip(*taken, strict=True) if taken else ((), ())
    slug = slug_of(node.name)
    facts = {
        "organisation": node,
        "name": f"Zentralstelle {node.name}",
        "short_name": node.name,
        "slug": not_taken(slug, slugs, longest=40),
        "number_prefix": not_taken(slug.replace("-", "").upper(), prefixes, longest=12),
        "email": f"{slug}@example.org",
        **facts,
    }
    return CentralOffice.objects.create(**facts)


def _told_of_placeholders(count):
    return ngettext(
        "One new central office has a placeholder under example.org as its e-mail address. "
        "Fill in the column “E-Mail” and import again.",
        "%(count)s new central offices have a placeholder under example.org as their e-mail "
        "address. Fill in the column “E-Mail” and import again.",
        count,
    ) % {"count": count}
