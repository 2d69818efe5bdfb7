"""Cancellation fees: let off with a reason, and the policies they follow from."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import localize
from django.utils.translation import gettext as _

from courses.kinds import EventKind
from courses.models import CancellationFee, CancellationPolicy, CancellationTier
from courses.services.hats import works_for_office_of
from courses.services.moves import lock, note
from fortbildung.shared.errors import Refused
from fortbildung.shared.records import for_the_record
from organisations.models import CentralOffice, User


@transaction.atomic
def waive(*, fee: CancellationFee, by: User, reason: str, now: datetime) -> CancellationFee:
    """Let a fee off; that it was due, and why it is not any more, stays on record."""
    seminar = lock(fee.enrolment.seminar)
    if not works_for_office_of(by, seminar):
        raise PermissionDenied
    fee = CancellationFee.objects.select_related("enrolment").get(pk=fee.pk)
    if fee.waived_at:
        raise Refused(_("This fee was waived already."))
    if not reason.strip():
        raise Refused(_("Say why the fee is waived."))
    fee.waived_at, fee.waived_by, fee.waived_reason = now, by, reason
    fee.save(update_fields=["waived_at", "waived_by", "waived_reason"])
    note(fee.enrolment, EventKind.FEE, by=by, reason=_waived(fee), now=now)
    return fee


@for_the_record
def _waived(fee):
    return _("Fee of %(amount)s € waived: %(reason)s") % {
        "amount": localize(fee.amount),
        "reason": fee.waived_reason,
    }


@transaction.atomic
def save_policy(
    *, policy: CancellationPolicy, tiers: Iterable[CancellationTier], by: User
) -> CancellationPolicy:
    """Save the policy with exactly these tiers. Fees that are due already keep their rule."""
    if not CentralOffice.objects.staffed_by(by).filter(pk=policy.central_office_id).exists():
        raise PermissionDenied
    policy.save()
    policy.tiers.all().delete()
    rows = [(tier.days_before, tier.amount, tier.percent) for tier in tiers]
    CancellationTier.objects.bulk_create(
        CancellationTier(policy=policy, days_before=days, amount=amount, percent=percent)
        for days, amount, percent in rows
    )
    return policy
