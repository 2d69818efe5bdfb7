"""A seminar that was held, charged to a grant, planned and paid for."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from courses.models import Attendance
from courses.services.signed_lists import file_list
from courses.states import SeminarState
from reports.kinds import CostKind, FundingType
from reports.models import CostCap, Grant, GrantRule, Voucher
from reports.services.grants import charge, save_rule
from reports.services.vouchers import add_voucher, save_plan
from tests.factories import NOON, SeminarFactory, counsellor, office, office_staff, programme
from tests.reports.people import took_part

PDF = b"%PDF-1.7 Beleg %%EOF"


def grant(of=None, **fields):
    facts = {
        "funder": "Bundesamt",
        "reference": "AZ 2026/1",
        "programme": programme(),
        "starts": date(2026, 1, 1),
        "ends": date(2027, 12, 31),
        "amount": 50_000,
        "funding_type": FundingType.SHORTFALL,
    }
    return Grant.objects.create(central_office=of or office(), **(facts | fields))


def rule(of, caps=(), **fields):
    """A whole day from 8 UE on, half a day from 4."""
    facts = {"valid_from": of.starts, "source": "MUSTER Richtlinie", "full_units": 8}
    row = GrantRule(grant=of, **(facts | {"half_units": 4, "min_persons": 2} | fields))
    rows = [CostCap(kind=kind, per_day=day, per_seminar=most) for kind, day, most in caps]
    return save_rule(rule=row, caps=rows, by=office_staff(of.central_office))


def upload(name="beleg.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def paid(seminar, amount, kind=CostKind.SPEAKERS, *, file=True, **fields):
    facts = {
        "paid_on": date(2026, 12, 10),
        "payee": "Jo Beispiel",
        "reason": "Honorar",
        "amount": Decimal(str(amount)),
    }
    voucher = Voucher(seminar=seminar, kind=kind, **(facts | fields))
    by = office_staff(seminar.central_office)
    return add_voucher(voucher=voucher, upload=upload() if file else None, by=by, now=NOON)


def attended(seminar, *minutes, person=None, **fields):
    """Somebody who was there so many minutes of each session."""
    enrolment = took_part(person or counsellor(**fields), seminar)
    for session, spent in zip(seminar.sessions.order_by("starts_at"), minutes, strict=True):
        Attendance.objects.create(
            enrolment=enrolment, session=session, minutes=spent, recorded_at=NOON
        )
    return enrolment


def held(of=None, **fields):
    """Two days of 8 UE in December 2026, held, without people or costs."""
    facts = {"state": SeminarState.HELD, "central_office": of or office(), "fee": 50}
    return SeminarFactory(**(facts | fields))


def funded():
    """Everything is there: two people, three days, a plan, a voucher, a list, a grant."""
    seminar, by = held(), office_staff()
    attended(seminar, 420, 420, first_name="Ada", last_name="Anders")
    attended(seminar, 420, 210, first_name="Ben", last_name="Berg")
    money = grant()
    rule(money, caps=[(CostKind.SPEAKERS, None, 900), (CostKind.CATERING, 24, None)])
    charge(seminar=seminar, grant=money, by=by, now=NOON)
    costs = {CostKind.SPEAKERS: Decimal(800), CostKind.CATERING: Decimal(100)}
    save_plan(seminar=seminar, income=Decimal(100), costs=costs, by=by)
    paid(seminar, "800")
    paid(seminar, "70.50", CostKind.CATERING, payee="Haus am See", reason="Verpflegung")
    scan = upload("liste.pdf", b"%PDF-1.7 Liste %%EOF")
    file_list(seminar=seminar, session=None, upload=scan, by=by, now=NOON)
    return seminar
