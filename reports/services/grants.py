"""Grants of an office: kept, charged with seminars, and held while somebody audits them."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.models import Hold, Seminar
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import CentralOffice, User
from reports.models import Audit, CostCap, FundedSeminar, Grant, GrantRule
from reports.rules.charging import reasons_not_to_charge


def refuse_strangers(office: int, by: User) -> None:
    """Only who works for the central office with this key acts for it."""
    if not CentralOffice.objects.staffed_by(by).filter(pk=office).exists():
        raise PermissionDenied


@transacted
def save_grant(*, grant: Grant, by: User) -> Grant:
    """Save the grant. Its period keeps covering every seminar that is charged to it."""
    refuse_strangers(grant.central_office_id, by)
    if grant.pk:
        funded = FundedSeminar.objects.filter(grant=grant).select_related("seminar")
        for row in funded.prefetch_related("seminar__sessions"):
            reasons = reasons_not_to_charge(seminar=row.seminar, grant=grant)
            refuse(f"{row.seminar.number}: {reason}" for reason in reasons)
    grant.save()
    return grant


@transacted
def save_rule(*, rule: GrantRule, caps: Iterable[CostCap], by: User) -> GrantRule:
    """Save the rule with exactly these caps."""
    refuse_strangers(rule.grant.central_office_id, by)
    rows = [(cap.kind, cap.per_day, cap.per_seminar) for cap in caps]
    rule.save()
    rule.caps.all().delete()
    CostCap.objects.bulk_create(
        CostCap(rule=rule, kind=kind, per_day=per_day, per_seminar=per_seminar)
        for kind, per_day, per_seminar in rows
    )
    return rule


@transacted
def charge(*, seminar: Seminar, grant: Grant | None, by: User, now: datetime) -> None:
    """Charge the seminar to this grant in place of any other; None: to no grant."""
    refuse_strangers(seminar.central_office_id, by)
    before = Grant.objects.filter(funded__seminar=seminar).first()
    if before == grant:
        return
    if before and before.audits.open().exists():
        raise Refused(
            _("“%(grant)s” is being audited; nothing is taken from it.") % {"grant": before}
        )
    if grant is None:
        FundedSeminar.objects.filter(seminar=seminar).delete()
        return
    refuse(reasons_not_to_charge(seminar=seminar, grant=grant))
    facts = {"grant": grant, "charged_by": by, "charged_at": now}
    FundedSeminar.objects.update_or_create(seminar=seminar, defaults=facts)
    if audit := grant.audits.open().first():
        _hold(audit)


@transacted
def open_audit(*, grant: Grant, reason: str, by: User, now: datetime) -> Audit:
    """Keep everything that belongs to the grant until the audit is closed."""
    refuse_strangers(grant.central_office_id, by)
    if not reason.strip():
        raise Refused(_("Say who audits, and why."))
    try:
        with transaction.atomic():
            audit = Audit.objects.create(
                grant=grant, reason=reason.strip(), opened_at=now, opened_by=by
            )
    except IntegrityError as error:
        raise Refused(_("An audit of this grant is open already.")) from error
    _hold(audit)
    return audit


@transacted
def close_audit(*, audit: Audit, by: User, now: datetime) -> Audit:
    """The audit is over; what need not be kept any more may go."""
    refuse_strangers(audit.grant.central_office_id, by)
    audit = Audit.objects.select_for_update(of=["self"]).get(pk=audit.pk)
    if audit.closed_at is None:
        audit.closed_at, audit.closed_by = now, by
        audit.save(update_fields=["closed_at", "closed_by"])
        Hold.objects.filter(seminar__funding__grant=audit.grant_id, ended_at=None).update(
            ended_at=now
        )
    return audit


def _hold(audit):
    """Names and lists of the grant's seminars stay, too, until the audit is closed."""
    funded = Seminar.objects.filter(funding__grant=audit.grant_id)
    free = funded.exclude(holds__in=Hold.objects.filter(ended_at=None))
    Hold.objects.bulk_create(
        Hold(seminar=seminar, reason=audit.reason, since=audit.opened_at) for seminar in free
    )
