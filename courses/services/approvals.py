"""Deciding on an approval: with an account, or by the link in a function mailbox."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import links, mails
from courses.kinds import ApprovalPolicy, ApprovalStage, Channel, EventKind
from courses.models import ApprovalStep, Enrolment
from courses.rules import reasons_not_to_decide
from courses.services.asking import ask_office, reason_for_the_office
from courses.services.hats import works_for_office_of
from courses.services.moves import move, note
from courses.services.queue import serve
from courses.services.rooms import take_hold, void_steps
from courses.states import Acceptance, ApprovalState, EnrolmentState, StepState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.records import for_the_record
from fortbildung.shared.transactions import transacted
from organisations.models import User
from organisations.services.approvers import may_approve


@dataclass(frozen=True)
class Decider:
    """Who decides: somebody with an account, or a name and function given at a mailbox."""

    name: str
    function: str = ""
    user: User | None = None

    @property
    def channel(self) -> Channel:
        return Channel.ACCOUNT if self.user else Channel.MAILBOX

    def __str__(self) -> str:
        return f"{self.name} ({self.function})" if self.function else self.name


def step_of(token: str, *, now: datetime) -> ApprovalStep | None:
    """The step a mailbox's link is about; None when it is forged or too old."""
    steps = ApprovalStep.objects.at_manager().select_related(
        "enrolment__seminar__course",
        "enrolment__seminar__central_office",
        "enrolment__person",
        "enrolment__organisation",
    )
    return steps.filter(pk=links.read(token, now=now)).first()


def may_decide(user: User, step: ApprovalStep, *, now: datetime) -> bool:
    """Whether the step is this person's to decide; nobody decides on themselves."""
    enrolment = step.enrolment
    if user.pk == enrolment.person_id:
        return False
    if step.stage == ApprovalStage.OFFICE:
        return works_for_office_of(user, enrolment.seminar)
    today = timezone.localdate(now)
    return may_approve(user, enrolment.organisation, applicant=enrolment.person, on=today)


@transacted
def approve(
    *, step: ApprovalStep, by: User | None = None, now: datetime, name: str = "", function: str = ""
) -> Enrolment:
    """Grant the approval. Without an account (`by`), `name` and `function` are recorded."""
    held, step = _take_step(step, by, now)
    decider = _decider(by, name, function)
    _settle(step, StepState.GRANTED, decider, now=now)
    enrolment = held.enrolment
    event = note(enrolment, EventKind.APPROVAL, by=by, reason=_granted_by(step, decider), now=now)
    policy = held.seminar.approval_policy
    if step.stage == ApprovalStage.MANAGER and policy == ApprovalPolicy.MANAGER_THEN_OFFICE:
        ask_office(enrolment, now=now)
        return enrolment
    enrolment.approval = ApprovalState.GRANTED
    enrolment.save(update_fields=["approval"])
    if enrolment.state == EnrolmentState.HELD and enrolment.acceptance != Acceptance.PENDING:
        mails.tell(move(enrolment, EnrolmentState.CONFIRMED, by=by, now=now))
    else:
        mails.tell(event)
    return enrolment


@transacted
def deny(
    *,
    step: ApprovalStep,
    reason: str,
    by: User | None = None,
    now: datetime,
    name: str = "",
    function: str = "",
) -> Enrolment:
    """Deny the approval; the enrolment ends, and a seat it held goes to the next one."""
    if not reason.strip():
        raise Refused(_("Say why, so that the person knows."))
    held, step = _take_step(step, by, now)
    decider = _decider(by, name, function)
    _settle(step, StepState.DENIED, decider, reason=reason, now=now)
    enrolment = held.enrolment
    enrolment.approval = ApprovalState.DENIED
    enrolment.save(update_fields=["approval"])
    held.leave()
    said = _denied_by(decider, reason)
    mails.tell(move(enrolment, EnrolmentState.DECLINED, by=by, reason=said, now=now))
    serve(held.seminar, held.room, now=now)
    return enrolment


@transacted
def pass_to_office(*, step: ApprovalStep, now: datetime) -> bool:
    """Let the central office decide where nobody at the employer can any more; whether it must."""
    held = take_hold(step.enrolment, now=now)
    pending = held.enrolment.approval_steps.pending().at_manager().filter(pk=step.pk)
    reason = reason_for_the_office(held.enrolment, now=now)
    if not reason or not pending.exists():
        return False
    void_steps([held.enrolment])
    note(held.enrolment, EventKind.APPROVAL, by=None, reason=reason, now=now)
    ask_office(held.enrolment, note=reason, now=now)
    return True


def _take_step(step, by, now):
    """The step and its enrolment under lock; PermissionDenied when it is not theirs to decide.

    Without an account only a valid link leads here, and only to the employer's step.
    """
    held = take_hold(step.enrolment, now=now)
    step = ApprovalStep.objects.get(pk=step.pk)
    step.enrolment = held.enrolment
    if by is not None and not may_decide(by, step, now=now):
        raise PermissionDenied
    if by is None and step.stage != ApprovalStage.MANAGER:
        raise PermissionDenied
    refuse(reasons_not_to_decide(step=step))
    return held, step


def _decider(by, name, function):
    if by is not None:
        return Decider(name=str(by), function=function, user=by)
    if not (name.strip() and function.strip()):
        raise Refused(_("Enter your name and your function."))
    return Decider(name=name.strip(), function=function.strip())


def _settle(step, state, decider, *, now, reason=""):
    step.state, step.decided_at, step.reason = state, now, reason
    step.decided_by, step.via = decider.user, decider.channel
    step.decided_name, step.decided_function = decider.name, decider.function
    step.save()


@for_the_record
def _denied_by(decider, reason):
    return _("%(name)s did not approve: %(reason)s") % {"name": decider, "reason": reason}


@for_the_record
def _granted_by(step, decider):
    return _("%(stage)s: approved by %(name)s") % {
        "stage": step.get_stage_display(),
        "name": decider,
    }
