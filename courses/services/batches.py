"""One act of the office on many enrolments: looked at first, then carried out one by one.

Each enrolment has a transaction of its own, in which its row of the batch is settled too: a worker
that dies leaves what it has done and goes on with the rest. An app above may carry out kinds of its
own: it has the items settled by its acts, in a task of its own.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from courses.kinds import BatchKind
from courses.models import ApprovalStep, Batch, BatchItem, Enrolment, Seminar
from courses.rules import (
    fee_for_leaving,
    reasons_not_to_accept,
    reasons_not_to_cancel,
    reasons_not_to_give,
    reasons_not_to_rebook,
)
from courses.services import approvals, enrolments, exchange, offers, priorities
from courses.services.hats import works_for_office_of
from courses.services.queue import serves_by_itself
from courses.states import Acceptance, ApprovalState, EnrolmentState
from fortbildung.shared.errors import Refused
from fortbildung.shared.transactions import transacted
from fortbildung.shared.work import soon
from organisations.models import User

log = logging.getLogger(__name__)

MOST = 1000  # at once
AT_A_TIME = 50  # then mails and deadlines have their turn
CARRY_OUT = "courses.tasks.carry_out_batches"
REFUSED_WITHOUT_WORDS = (PermissionDenied, ValueError)
# Does it to one enrolment and says in words what became of it; Refused where a rule stands against.
Act = Callable[[Enrolment, Batch, datetime], str]


@dataclass(frozen=True)
class Prospect:
    """What a batch would do to one enrolment: the fee it costs, or why it does nothing."""

    enrolment: Enrolment
    reasons: list[str]
    fee: object = None


def prospects(
    kind: BatchKind,
    chosen: Iterable[Enrolment],
    *,
    seminar: Seminar,
    target: Seminar | None = None,
    now: datetime,
) -> list[Prospect]:
    """What would become of each of the `chosen` enrolments of `seminar`; nothing is changed."""
    found, chosen = [], list(chosen)
    asked = _asked_the_office(chosen)
    for enrolment in chosen:
        enrolment.seminar = seminar
        reasons = list(_reasons_against(kind, enrolment, target, asked, now))
        fee = None
        if kind == BatchKind.CANCEL and not reasons:
            fee = fee_for_leaving(enrolment, now=now).amount or None
        found.append(Prospect(enrolment, reasons, fee))
    return found


@transacted
def start(  # noqa: PLR0913 – all facts of one act
    *,
    key: UUID,
    seminar: Seminar,
    kind: BatchKind,
    chosen: Iterable[Enrolment],
    by: User,
    reason: str = "",
    target: Seminar | None = None,
    task: str = CARRY_OUT,
    now: datetime,
) -> Batch:
    """Have the `task` do so; under a `key` that is known already nothing is started anew."""
    if not works_for_office_of(by, seminar):
        raise PermissionDenied
    if kind == BatchKind.CANCEL and not reason.strip():
        raise Refused(_("Say why: everybody concerned reads it."))
    chosen = list(chosen)
    if not 1 <= len(chosen) <= MOST:
        raise Refused(_("Choose from 1 to %(most)s enrolments.") % {"most": MOST})
    facts = {"seminar": seminar, "kind": kind, "by": by, "reason": reason.strip()}
    batch, new = Batch.objects.get_or_create(
        key=key, defaults={**facts, "target": target, "created_at": now}
    )
    if new:
        BatchItem.objects.bulk_create(BatchItem(batch=batch, enrolment=each) for each in chosen)
        soon(task)
    return batch


def carry_out(
    *, acts: Mapping[BatchKind, Act] | None = None, most: int = MOST, now: datetime
) -> int:
    """Go on with every batch of these kinds that is not finished; how many were settled.

    An error nobody foresaw is logged and keeps nobody else waiting; the next run tries again.
    """
    acts, settled = acts or ACTS, 0
    waiting = BatchItem.objects.filter(done_at=None, batch__kind__in=acts).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        if settled == most:
            break
        try:
            settled += _settle(pk, acts, now=now)
        except OperationalError:  # the database is away, so it is for all
            raise
        except Exception:
            log.exception("Item %s of a batch was not settled", pk)
    return settled


def carry_on(task: str, acts: Mapping[BatchKind, Act] | None = None, *, now: datetime) -> int:
    """As much at a time as lets other work have its turn; the `task` is called for the rest."""
    settled = carry_out(acts=acts, most=AT_A_TIME, now=now)
    if settled == AT_A_TIME:
        soon(task)
    return settled


@transacted
def _settle(pk, acts, *, now):
    """Act on one enrolment, unless somebody else has or is at it."""
    rows = BatchItem.objects.select_related("batch__by", "batch__target", "batch__seminar")
    rows = rows.filter(pk=pk, done_at=None).select_for_update(of=["self"], skip_locked=True)
    if (item := rows.first()) is None:
        return False
    item.enrolment.seminar = item.batch.seminar
    try:
        with transaction.atomic():
            item.said = acts[item.batch.kind](item.enrolment, item.batch, now)
    except Refused as refusal:
        item.refused, item.said = True, " ".join(refusal.messages)
    except REFUSED_WITHOUT_WORDS:
        item.refused, item.said = True, _("This is not possible any more.")
    item.done_at = now
    item.save(update_fields=["done_at", "refused", "said"])
    return True


def _reasons_against(kind, enrolment, target, asked, now) -> Iterator[str]:
    if kind == BatchKind.CANCEL:
        yield from reasons_not_to_cancel(enrolment=enrolment, now=now, by_office=True)
    elif kind == BatchKind.REBOOK:
        job = enrolment.employment
        yield from reasons_not_to_rebook(
            enrolment=enrolment, seminar=target, employment=job, now=now
        )
    elif enrolment.pk not in asked:
        yield from _reasons_not_to_confirm(enrolment, now)


def _asked_the_office(chosen):
    """The keys of those whose approval is the office's to give."""
    steps = ApprovalStep.objects.pending().at_office().filter(enrolment__in=chosen)
    return set(steps.values_list("enrolment", flat=True))


def _reasons_not_to_confirm(enrolment, now):
    if enrolment.state == EnrolmentState.CONFIRMED:
        yield _("The seat is confirmed already.")
    elif enrolment.state != EnrolmentState.HELD:
        by_itself = serves_by_itself(enrolment.seminar, now)
        yield from reasons_not_to_give(enrolment=enrolment, by_itself=by_itself)
    elif enrolment.approval == ApprovalState.PENDING:
        yield _("The approval of the employer is missing.")
    else:
        yield from reasons_not_to_accept(enrolment=enrolment)


def _confirm(enrolment, batch, now):
    return _given(enrolment, batch, now).get_state_display()


def _given(enrolment, batch, now):
    """Give what the office can give: its approval, its word for the person, or a free seat."""
    facts = {"by": batch.by, "now": now}
    step = enrolment.approval_steps.pending().at_office().first()
    if step is not None:
        enrolment = approvals.approve(step=step, **facts)
        offered = enrolment.acceptance == Acceptance.PENDING and enrolment.holds_a_seat
        return offers.accept(enrolment=enrolment, **facts) if offered else enrolment
    if enrolment.state == EnrolmentState.WAITING:
        return priorities.seat(enrolment=enrolment, reason=batch.reason, **facts)
    return offers.accept(enrolment=enrolment, **facts)


def _rebook(enrolment, batch, now):
    facts = {"seminar": batch.target, "by": batch.by, "now": now}
    return exchange.rebook(enrolment=enrolment, **facts).get_state_display()


def _cancel(enrolment, batch, now):
    facts = {"by": batch.by, "reason": batch.reason, "now": now}
    return enrolments.cancel(enrolment=enrolment, **facts).get_state_display()


ACTS = {BatchKind.CONFIRM: _confirm, BatchKind.REBOOK: _rebook, BatchKind.CANCEL: _cancel}
