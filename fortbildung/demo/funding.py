"""A grant with sample rules, a seminar that is accounted for, and somebody's travel claim."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from courses.states import EnrolmentState, SeminarState
from organisations.models import CentralOffice, Programme, User
from reports.kinds import CostKind, EndDays, FundingType
from reports.models import (
    BookingAccounts,
    CostCap,
    Grant,
    GrantRule,
    TravelClaim,
    Voucher,
)
from reports.papers.paper import printed
from reports.services.booking import save_accounts
from reports.services.grants import charge, save_grant, save_rule
from reports.services.travel import hand_in
from reports.services.vouchers import add_voucher, save_plan

OFFICE = "zentralstelle@example.org"
SAMPLE = "MUSTER: frei erfundene Förderregel zum Ausprobieren"
PLAN = {
    CostKind.SPEAKERS: Decimal(1600),
    CostKind.VENUE: Decimal(900),
    CostKind.CATERING: Decimal(450),
    CostKind.MATERIAL: Decimal(80),
}
CAPS = [(CostKind.SPEAKERS, None, 1500), (CostKind.CATERING, 24, None)]
# Days after the end, payee, reason, kind, amount, whether the receipt is there.
PAID = [
    (3, "RAin Dr. Ilse Brandt", "Honorar", CostKind.SPEAKERS, "1520.00", True),
    (9, "Tagungshaus am Park", "Raummiete und Zimmer", CostKind.VENUE, "864.50", True),
    (9, "Tagungshaus am Park", "Verpflegung", CostKind.CATERING, "412.80", True),
    (12, "Druckerei Sommer", "Handreichungen", CostKind.MATERIAL, "96.25", False),
]
INCOME = Decimal(600)


def account(*, now):
    """The latest closed seminar of the demo's office in a house is charged, planned and paid."""
    by = User.objects.get(email=OFFICE)
    office = CentralOffice.objects.staffed_by(by).get()
    closed = office.seminars.filter(state=SeminarState.CLOSED, land__isnull=False).with_dates()
    seminar = closed.select_related("course").order_by("-ends_at").first()
    charge(seminar=seminar, grant=fund(office, by, seminar), by=by, now=now)
    save_plan(seminar=seminar, income=INCOME, costs=PLAN, by=by)
    for row in PAID:
        pay(seminar, row, by=by, now=now)
    travel(seminar, now=seminar.ends_at + timedelta(days=8))
    numbers = {"consultant": 29098, "client": 55003, "expense": "4660", "contra": "1755"}
    save_accounts(accounts=BookingAccounts(central_office=office, **numbers), by=by)


def fund(office, by, seminar):
    """A grant over the seminar's year and the next, with one sample rule."""
    year = timezone.localtime(seminar.starts_at).year
    grant = Grant(
        central_office=office,
        funder="Bundesamt für Musterförderung",
        programme=Programme.objects.order_by("code").first(),
        reference=f"MUSTER {year}/0815",
        starts=date(year, 1, 1),
        ends=date(year + 1, 12, 31),
        amount=120_000,
        funding_type=FundingType.SHORTFALL,
        notes=SAMPLE,
    )
    rule = GrantRule(
        grant=save_grant(grant=grant, by=by),
        valid_from=grant.starts,
        source=SAMPLE,
        full_units=6,
        half_units=3,
        end_days=EndDays.LIKE_OTHERS,
        min_persons=5,
        day_rate=120,
    )
    caps = [CostCap(kind=kind, per_day=day, per_seminar=most) for kind, day, most in CAPS]
    return save_rule(rule=rule, caps=caps, by=by).grant


def pay(seminar, row, *, by, now):
    after, payee, reason, kind, amount, with_receipt = row
    voucher = Voucher(
        seminar=seminar,
        paid_on=timezone.localdate(seminar.ends_at) + timedelta(days=after),
        payee=payee,
        reason=reason,
        kind=kind,
        amount=Decimal(amount),
    )
    upload = bill(voucher, now) if with_receipt else None
    add_voucher(voucher=voucher, upload=upload, by=by, now=now)


def bill(voucher, now):
    """A paper that says itself that it is a sample."""
    facts = [("Zahlung an", voucher.payee), ("Für", voucher.reason)]
    facts.append(("Betrag", f"{voucher.amount} Euro"))
    paper = printed("Muster", "Beleg", office=voucher.payee, facts=facts, parts=[], at=now)
    return SimpleUploadedFile("Rechnung.pdf", paper)


def travel(seminar, *, now):
    """One participant came by car and by train."""
    there = seminar.enrolments.filter(state=EnrolmentState.ATTENDED)
    enrolment = there.select_related("seminar__course", "person").order_by("pk").first()
    claim = TravelClaim(enrolment=enrolment, kilometres=48, tickets=Decimal("59.80"))
    paper = printed(
        "Muster", "Fahrkarte", office="Bahn", facts=[("Betrag", "59,80 Euro")], parts=[], at=now
    )
    upload = SimpleUploadedFile("Fahrkarte.pdf", paper)
    hand_in(claim=claim, uploads=[upload], now=now)
