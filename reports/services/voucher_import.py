"""Vouchers from a table of the accounts: all of them or none, told line by line."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from courses.models import Seminar
from fortbildung.shared.importing import NEW, UNCHANGED, Cells, Problems, Report, one_import
from fortbildung.shared.tables_in import Column, read_table
from organisations.models import User
from reports.kinds import CostKind
from reports.models import Voucher
from reports.services.grants import refuse_strangers
from reports.services.vouchers import add_voucher

SHAPE = (
    Column("paid_on", ("Datum", "Zahlungsdatum", "Belegdatum", "date")),
    Column("payee", ("Empfänger", "Empfänger:in", "Zahlungsempfänger", "Kreditor", "payee")),
    Column("reason", ("Grund", "Zweck", "Verwendungszweck", "Grund der Zahlung", "reason")),
    Column("kind", ("Kostenart", "Art", "kind")),
    Column("amount", ("Betrag", "Betrag in Euro", "Betrag (EUR)", "amount")),
)
SPELLINGS = {
    CostKind.SPEAKERS: ("honorare", "honorar", "referierende"),
    CostKind.TRAVEL: ("fahrtkosten", "reisekosten"),
    CostKind.VENUE: ("räume und unterkunft", "räume", "raummiete", "unterkunft", "tagungsstätte"),
    CostKind.CATERING: ("verpflegung", "bewirtung"),
    CostKind.MATERIAL: ("material", "sachkosten"),
    CostKind.OTHER: ("sonstiges", "sonstige", "sonstige kosten"),
}
KINDS = {word: kind for kind, words in SPELLINGS.items() for word in (*words, kind.value)}
VOUCHERS = gettext_noop("Vouchers")
SAME = ("paid_on", "payee", "reason", "kind", "amount")


def import_vouchers(
    *, seminar: Seminar, data: bytes, by: User, now: datetime, dry_run: bool = False
) -> Report:
    """Enter every line that is not there yet; a line twice in the file is two payments.

    Raises Refused with everything that is wrong, and then enters nothing.
    """
    refuse_strangers(seminar.central_office_id, by)
    table = read_table(data, SHAPE)
    problems = Problems(table)
    lines = [_read(row, seminar, problems) for row in table.rows]
    problems.refuse()
    report = Report.of(table, dry_run=dry_run)
    with one_import(dry_run=dry_run):
        there = _there(seminar)
        for voucher in lines:
            known = there.get(_key(voucher), 0)
            there[_key(voucher)] = known - 1
            if known < 1:
                add_voucher(voucher=voucher, by=by, now=now)
            report.add(_(VOUCHERS), _named(voucher), UNCHANGED if known > 0 else NEW)
    return report


def _read(row, seminar, problems):
    cells = Cells(row, problems)
    voucher = Voucher(
        seminar=seminar,
        paid_on=cells.day("paid_on"),
        payee=cells.text("payee"),
        reason=cells.text("reason"),
        kind=cells.known(
            "kind",
            KINDS,
            _("There is no kind of cost “%(value)s”."),
            _("Write one of these: %(kinds)s.") % {"kinds": ", ".join(map(str, CostKind.labels))},
        ),
        amount=_amount(cells),
    )
    read = [name for name in SAME if getattr(voucher, name) not in (None, "") and name != "kind"]
    problems.check_fields(row, voucher, {name: name for name in read})
    return voucher


def _amount(cells):
    """Below zero for money that came back."""
    row = cells.row
    back = row["amount"].startswith(("-", "−"))
    if back:
        stripped = row.cells | {"amount": row["amount"][1:]}
        cells = Cells(type(row)(row.line, stripped), cells.problems)
    amount = cells.number("amount", _("Write an amount like 119,00."))
    if amount == 0:
        cells.problems.add(row, "amount", _("A voucher of 0 euros says nothing."))
    return -amount if back and amount is not None else amount


def _there(seminar):
    """How many standing vouchers there are of each."""
    found = {}
    for voucher in seminar.vouchers.standing():
        found[_key(voucher)] = found.get(_key(voucher), 0) + 1
    return found


def _key(voucher):
    return tuple(getattr(voucher, name) for name in SAME)


def _named(voucher):
    return f"{voucher.paid_on:%d.%m.%Y} {voucher.payee} {voucher.amount:.2f} €"
