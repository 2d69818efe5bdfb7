"""Travel claims: handed in by participants, decided by the office, frozen when approved."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Enrolment
from courses.services.signed_lists import ENDINGS, checked, named
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import part_of, transacted
from organisations.models import User
from reports.kinds import ClaimState, CostKind, PaperKind
from reports.mails import travel as mails
from reports.models import ClaimReceipt, TravelClaim, TravelRule, Voucher
from reports.rules.participant_days import rule_on
from reports.rules.travel import Reckoning, reasons_not_to_claim, reckon, trip_ended_on
from reports.services.grants import refuse_strangers
from reports.services.keeping import keep_until
from reports.services.vouchers import add_voucher

MOST_RECEIPTS = 10


def rule_for(enrolment: Enrolment) -> TravelRule | None:
    """The rule that holds on the day the seminar ended."""
    ended = trip_ended_on(enrolment.seminar)
    return ended and rule_on(list(TravelRule.objects.all()), ended)


def reckoned(claim: TravelClaim) -> Reckoning:
    """What the claim comes to by the rule of its day."""
    facts = {name: getattr(claim, name) for name in ("kilometres", "tickets", "high_rate")}
    return reckon(rule_for(claim.enrolment), **facts)


@transacted
def hand_in(*, claim: TravelClaim, uploads: Iterable[UploadedFile], now: datetime) -> TravelClaim:
    """Keep the claim with its receipts; the office of the seminar decides."""
    enrolment, uploads = claim.enrolment, list(uploads)
    rule = rule_for(enrolment)
    refuse(reasons_not_to_claim(enrolment=enrolment, rule=rule, now=now))
    if claim.tickets and not uploads:
        raise Refused(_("Add the tickets or bills."))
    if len(uploads) > MOST_RECEIPTS:
        raise Refused(_("At most %(most)s files are possible.") % {"most": MOST_RECEIPTS})
    claim.state, claim.handed_in_at = ClaimState.HANDED_IN, now
    claim.keep_until = keep_until(PaperKind.CLAIM, timezone.localdate(now))
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("You have handed in a claim for this seminar already.")) from error
    for upload in uploads:
        content, kind = checked(upload)
        file = ContentFile(content, f"beleg.{ENDINGS[kind]}")
        ClaimReceipt.objects.create(claim=claim, file=file, filename=named(upload.name, kind))
    return claim


@transacted
def withdraw(*, claim: TravelClaim, by: User) -> TravelClaim:
    """The person does not want it any more; the receipts go."""
    if claim.enrolment.person_id != by.pk:
        raise PermissionDenied
    claim = _locked(claim)
    claim.state = ClaimState.WITHDRAWN
    claim.save(update_fields=["state"])
    for receipt in claim.receipts.all():
        transaction.on_commit(partial(receipt.file.storage.delete, receipt.file.name))
    claim.receipts.all().delete()
    return claim


@transacted
def approve(*, claim: TravelClaim, by: User, now: datetime) -> TravelClaim:
    """Freeze what it comes to, enter it among the seminar's vouchers, tell the person."""
    claim = _decided(claim, ClaimState.APPROVED, by=by, now=now)
    found = reckoned(claim)
    claim.amount, claim.reckoning = found.amount, found.words
    if claim.amount:
        voucher = Voucher(
            seminar=claim.enrolment.seminar,
            paid_on=timezone.localdate(now),
            payee=str(claim.enrolment.person),
            reason=_("Travel costs: %(words)s") % {"words": found.words},
            kind=CostKind.TRAVEL,
            amount=claim.amount,
        )
        voucher.reason = voucher.reason[: Voucher.reason.field.max_length]
        claim.voucher = part_of(add_voucher)(voucher=voucher, by=by, now=now)
    claim.save()
    mails.tell_decided(claim, now=now)
    return claim


@transacted
def decline(*, claim: TravelClaim, reason: str, by: User, now: datetime) -> TravelClaim:
    """Nothing is paid; the person reads why, and may hand in another claim."""
    claim = _decided(claim, ClaimState.DECLINED, by=by, now=now)
    if not reason.strip():
        raise Refused(_("Say why the claim is declined."))
    claim.reason = reason.strip()
    claim.save()
    mails.tell_decided(claim, now=now)
    return claim


def _decided(claim, state, *, by, now):
    """The locked claim with the decision, in memory; nobody decides about their own."""
    refuse_strangers(claim.enrolment.seminar.central_office_id, by)
    if claim.enrolment.person_id == by.pk:
        raise PermissionDenied
    claim = _locked(claim)
    claim.state, claim.decided_by, claim.decided_at = state, by, now
    return claim


def _locked(claim):
    related = ("enrolment__person", "enrolment__seminar__course")
    rows = TravelClaim.objects.select_for_update(of=["self"]).select_related(*related)
    claim = rows.get(pk=claim.pk)
    if claim.state != ClaimState.HANDED_IN:
        raise Refused(_("This claim is decided about already."))
    return claim
