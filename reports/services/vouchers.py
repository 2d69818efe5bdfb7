"""What was paid for a seminar: planned, entered with its receipt, struck out with a reason."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.translation import gettext as _

from courses.models import Seminar
from courses.services.signed_lists import ENDINGS, checked, named
from fortbildung.shared.errors import Refused
from fortbildung.shared.transactions import transacted
from organisations.models import User
from reports.kinds import CostKind, PaperKind
from reports.models import CostPlan, PlannedCost, Voucher
from reports.services.grants import refuse_strangers
from reports.services.keeping import keep_until


@transacted
def save_plan(
    *, seminar: Seminar, income: Decimal, costs: Mapping[CostKind, Decimal], by: User
) -> CostPlan:
    """The plan consists of exactly these costs and this income."""
    refuse_strangers(seminar.central_office_id, by)
    plan, _new = CostPlan.objects.update_or_create(seminar=seminar, defaults={"income": income})
    plan.costs.all().delete()
    PlannedCost.objects.bulk_create(
        PlannedCost(plan=plan, kind=kind, amount=amount) for kind, amount in costs.items() if amount
    )
    return plan


@transacted
def add_voucher(
    *, voucher: Voucher, upload: UploadedFile | None = None, by: User, now: datetime
) -> Voucher:
    """Enter what was paid under the seminar's next number. Refuses what is no scan or PDF."""
    refuse_strangers(voucher.seminar.central_office_id, by)
    voucher.number = next_number(voucher.seminar)
    voucher.added_by, voucher.added_at = by, now
    voucher.keep_until = keep_until(PaperKind.VOUCHER, voucher.paid_on)
    if upload is not None:
        _put(voucher, upload)
    voucher.full_clean(exclude=["file"])
    voucher.save(force_insert=True)
    return voucher


@transacted
def add_receipt(*, voucher: Voucher, upload: UploadedFile, by: User) -> Voucher:
    """The receipt comes later than the entry. One that is there is not replaced."""
    refuse_strangers(voucher.seminar.central_office_id, by)
    voucher = _locked(voucher)
    if voucher.file:
        raise Refused(_("This voucher has a receipt already."))
    _put(voucher, upload)
    voucher.save(update_fields=["file", "filename"])
    return voucher


@transacted
def strike(*, voucher: Voucher, reason: str, by: User, now: datetime) -> Voucher:
    """The voucher counts no more; it stays readable, with the reason."""
    refuse_strangers(voucher.seminar.central_office_id, by)
    voucher = _locked(voucher)
    if not reason.strip():
        raise Refused(_("Say why the voucher is struck out."))
    voucher.struck_at, voucher.struck_by, voucher.struck_reason = now, by, reason.strip()
    voucher.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    return voucher


def next_number(seminar: Seminar) -> int:
    """Without a gap: whoever numbers holds the seminar's row until the end."""
    Seminar.objects.select_for_update(no_key=True).get(pk=seminar.pk)
    return (seminar.vouchers.aggregate(last=Max("number"))["last"] or 0) + 1


def _locked(voucher):
    voucher = Voucher.objects.select_for_update(of=["self"]).get(pk=voucher.pk)
    if voucher.struck_at:
        raise Refused(_("This voucher is struck out already."))
    return voucher


def _put(voucher, upload):
    content, kind = checked(upload)
    voucher.file = ContentFile(content, f"beleg.{ENDINGS[kind]}")
    voucher.filename = named(upload.name, kind)
