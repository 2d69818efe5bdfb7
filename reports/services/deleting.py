"""Papers that need not be kept any more are deleted, one by one, and that is written down.

While somebody audits a grant nothing of it goes. Running it again changes nothing.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from courses.models import Hold, SignedList
from courses.rules import last_end
from courses.services.signed_lists import delete_list
from fortbildung.shared.transactions import part_of, transacted
from reports.kinds import PaperKind
from reports.models import Deletion, FundingFile, Grant, RetentionRule, TravelClaim, Voucher
from reports.services.keeping import last_day


def delete_due(*, now: datetime) -> int:
    """How many papers were deleted."""
    today = timezone.localdate(now)
    deleted = 0
    for rows, delete in (
        (_free(Voucher, "seminar").filter(keep_until__lt=today), _delete_voucher),
        (_free(TravelClaim, "enrolment__seminar").filter(keep_until__lt=today), _delete_claim),
        (_files().filter(keep_until__lt=today), _delete_file),
    ):
        for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
            deleted += _delete(rows, pk, delete, now=now)
    return deleted + sum(_delete_lists(today, now))


def _free(model, seminar) -> QuerySet:
    """Rows of seminars nobody audits."""
    held = Hold.objects.filter(ended_at=None, seminar=OuterRef(seminar))
    return model.objects.exclude(Exists(held))


def _files():
    return FundingFile.objects.exclude(grant__in=Grant.objects.under_audit())


@transacted
def _delete(rows: QuerySet, pk: int, delete: object, *, now: datetime) -> bool:
    """Delete one row, unless an audit has begun or somebody else was faster."""
    row = rows.select_for_update(of=["self"]).filter(pk=pk).first()
    if row is None:
        return False
    kind, what = delete(row)
    _note(kind, what, row.keep_until, now)
    return True


def _delete_voucher(voucher):
    what = f"{voucher.seminar.number}, {voucher.number}"
    _delete_on_disk(voucher.file)
    voucher.delete()
    return PaperKind.VOUCHER, what


def _delete_claim(claim):
    what = f"{claim.enrolment.seminar.number}, {claim.pk}"
    for receipt in claim.receipts.all():
        _delete_on_disk(receipt.file)
    claim.delete()
    return PaperKind.CLAIM, what


def _delete_file(file):
    _delete_on_disk(file.file)
    file.delete()
    return PaperKind.FILE, file.filename


def _delete_on_disk(file):
    if file:
        transaction.on_commit(partial(file.storage.delete, file.name))


def _delete_lists(today, now) -> Iterator[bool]:
    """Lists belong to the year their seminar ended in."""
    rules = list(RetentionRule.objects.filter(kind=PaperKind.LIST))
    rows = _free(SignedList, "seminar").select_related("seminar")
    for signed in rows.prefetch_related("seminar__sessions").order_by("pk"):
        end = last_end(signed.seminar)
        until = last_day(rules, timezone.localdate(end or signed.added_at))
        if until < today:
            yield _delete_list(signed, until, now=now)


@transacted
def _delete_list(signed: SignedList, until: object, *, now: datetime) -> bool:
    if Hold.objects.filter(ended_at=None, seminar=signed.seminar_id).exists():
        return False
    part_of(delete_list)(signed=signed)
    _note(PaperKind.LIST, f"{signed.seminar.number}, {signed.digest[:12]}", until, now)
    return True


def _note(kind, what, kept_until, now):
    Deletion.objects.create(kind=kind, what=what, kept_until=kept_until, deleted_at=now)
