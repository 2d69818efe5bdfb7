"""Vouchers: numbered, kept, struck out; and from a table, all or none."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from fortbildung.shared.errors import Refused
from reports.kinds import CostKind, PaperKind
from reports.models import PlannedCost, RetentionRule, Voucher
from reports.services.keeping import keep_until
from reports.services.voucher_import import import_vouchers
from reports.services.vouchers import add_receipt, save_plan, strike
from tests.factories import NOON, office, office_staff
from tests.importing import as_csv
from tests.reports.funded import held, paid, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def seminar():
    return held()


def line(**changes):
    facts = {
        "Datum": "10.12.2026",
        "Empfänger": "Haus am See",
        "Verwendungszweck": "Raummiete",
        "Kostenart": "Räume",
        "Betrag": "1.200,50 €",
    }
    return facts | changes


def read(seminar, *lines, **options):
    facts = {"data": as_csv(lines), "by": office_staff(), "now": NOON}
    return import_vouchers(seminar=seminar, **facts, **options)


def test_vouchers_are_numbered_without_gaps_per_seminar(seminar):
    assert [paid(seminar, 10).number, paid(seminar, 20).number] == [1, 2]
    assert paid(held(), 30).number == 1


def test_a_voucher_is_kept_as_long_as_the_rule_of_its_date_says(seminar):
    assert paid(seminar, 10).keep_until == date(2034, 12, 31)
    assert paid(seminar, 10, paid_on=date(2024, 5, 5)).keep_until == date(2034, 12, 31)
    RetentionRule.objects.create(
        kind=PaperKind.VOUCHER, valid_from=date(2026, 12, 1), years=6, source="Test"
    )
    assert paid(seminar, 10).keep_until == date(2032, 12, 31)
    assert keep_until(PaperKind.LIST, date(1990, 1, 1)) == date(1995, 12, 31)


def test_only_scans_and_pdfs_are_receipts_and_none_is_replaced(seminar):
    voucher, staff = paid(seminar, 10, file=False), office_staff()
    with pytest.raises(Refused, match="weder ein PDF noch ein Bild"):
        add_receipt(voucher=voucher, upload=upload(content=b"MZ"), by=staff)
    kept = add_receipt(voucher=voucher, upload=upload("../Rechnung 7.pdf"), by=staff)
    assert kept.filename == "Rechnung 7.pdf"
    assert "Rechnung" not in kept.file.name
    with pytest.raises(Refused, match="schon eine Datei"):
        add_receipt(voucher=voucher, upload=upload(), by=staff)


def test_a_wrong_voucher_is_struck_out_once_and_stays(seminar):
    voucher, staff = paid(seminar, 10), office_staff()
    with pytest.raises(Refused):
        strike(voucher=voucher, reason=" ", by=staff, now=NOON)
    strike(voucher=voucher, reason="doppelt", by=staff, now=NOON)
    with pytest.raises(Refused):
        strike(voucher=voucher, reason="noch einmal", by=staff, now=NOON)
    assert Voucher.objects.count() == 1
    assert not Voucher.objects.standing().exists()
    assert paid(seminar, 5).number == 2


def test_a_voucher_is_some_money(seminar):
    with pytest.raises(ValidationError, match="Ein Beleg über 0 Euro"):
        paid(seminar, 0)


def test_other_offices_see_and_enter_nothing(seminar):
    voucher, stranger = paid(seminar, 10), office_staff(office("Caritas"))
    assert not Voucher.objects.visible_to(stranger).exists()
    assert list(Voucher.objects.visible_to(office_staff())) == [voucher]
    with pytest.raises(PermissionDenied):
        strike(voucher=voucher, reason="Unfug", by=stranger, now=NOON)
    with pytest.raises(PermissionDenied):
        save_plan(seminar=seminar, income=Decimal(0), costs={}, by=stranger)


def test_a_plan_has_exactly_the_costs_it_is_saved_with(seminar):
    staff = office_staff()
    for costs in ({CostKind.VENUE: Decimal(5)}, {CostKind.OTHER: Decimal(7)}):
        plan = save_plan(seminar=seminar, income=Decimal(3), costs=costs, by=staff)
    rows = PlannedCost.objects.values_list("plan", "kind", "amount")
    assert list(rows) == [(plan.pk, "other", 7)]


def test_a_table_is_entered_and_told_line_by_line(seminar):
    back = line(Betrag="-20,00", Verwendungszweck="Gutschrift")
    report = read(seminar, line(), back)
    assert report.rows == [
        "Belege: 10.12.2026 Haus am See 1200.50 €, neu",
        "Belege: 10.12.2026 Haus am See -20.00 €, neu",
    ]
    rows = Voucher.objects.order_by("number").values_list("number", "kind", "amount")
    assert list(rows) == [(1, "venue", Decimal("1200.50")), (2, "venue", Decimal(-20))]


def test_a_table_read_again_enters_only_what_is_new(seminar):
    read(seminar, line(), line())
    assert seminar.vouchers.count() == 2  # twice in the file: two payments
    report = read(seminar, line(), line(), line())
    assert [row.rpartition(", ")[2] for row in report.rows] == ["unverändert", "unverändert", "neu"]
    assert seminar.vouchers.count() == 3


def test_one_wrong_line_and_nothing_is_entered(seminar):
    wrong = line(Datum="morgen", Kostenart="Blumen", Betrag="0,00")
    with pytest.raises(Refused) as refused:
        read(seminar, line(), wrong, line(Empfänger="x" * 200))
    day, kind, amount, payee = refused.value.messages
    assert day == (
        "Zeile 3, Datum: „morgen“ ist nicht lesbar. Schreiben Sie ein Datum wie 31.12.2027."
    )
    assert kind == (
        "Zeile 3, Kostenart: Die Kostenart „Blumen“ gibt es nicht. Schreiben Sie eine von diesen: "
        "Honorare, Fahrtkosten, Räume und Unterkunft, Verpflegung, Material, Sonstiges."
    )
    assert amount == "Zeile 3, Betrag: Ein Beleg über 0 Euro sagt nichts aus."
    assert payee.startswith(f"Zeile 4, Empfänger: „{'x' * 60}“ ist nicht gültig. ")
    assert not Voucher.objects.exists()


def test_a_dry_run_tells_and_enters_nothing(seminar):
    report = read(seminar, line(), dry_run=True)
    assert list(report.lines())[-1] == "Das war ein Probelauf: Nichts wurde gespeichert."
    assert not Voucher.objects.exists()
