"""A grant of the office in the small world, and what is accounted for by it."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from reports.models import (
    BookingAccounts,
    BookingBatch,
    FundingFile,
    Narrative,
    TravelClaim,
)
from reports.services.grants import charge, open_audit
from tests.factories import NOON, office
from tests.reports.funded import grant, paid, rule


def accounted(enrolment, staff):
    """The seminar of this enrolment, held lately, is charged to a grant that is audited."""
    seminar, today = enrolment.seminar, timezone.localdate()
    far = timedelta(days=400)
    money = grant(office(), starts=today - far, ends=today + far)
    charge(seminar=seminar, grant=money, by=staff, now=NOON)
    file = FundingFile.objects.create(
        grant=money,
        seminar=seminar,
        by=staff,
        asked_at=NOON,
        finished_at=NOON,
        total=4,
        done=4,
        file=ContentFile(b"PK", "nachweis.zip"),
        filename="Verwendungsnachweis.zip",
        size=2,
        keep_until=today + far,
    )
    return {
        "money": money,
        "term": rule(money),
        "audit": open_audit(grant=money, reason="Prüfamt", by=staff, now=NOON),
        "voucher": paid(seminar, "119.00"),
        "told": Narrative.objects.create(seminar=seminar, version=1, by=staff, at=NOON),
        "pack": file,
        "year": 2026,
        **travelled(enrolment, today + far),
    }


def travelled(enrolment, keep_until):
    """A claim with a ticket that waits for its decision, and a batch for the accounts."""
    claim = TravelClaim.objects.create(
        enrolment=enrolment, kilometres=120, handed_in_at=NOON, keep_until=keep_until
    )
    ticket = ContentFile(b"%PDF-1.7 %%EOF", "fahrkarte.pdf")
    BookingAccounts.objects.create(
        central_office=office(), consultant=29098, client=55003, expense="4660", contra="1755"
    )
    return {
        "claim": claim,
        "ticket": claim.receipts.create(file=ticket, filename="fahrkarte.pdf"),
        "booking": BookingBatch.objects.create(
            central_office=office(), month=NOON.replace(day=1), made_at=NOON
        ),
    }
