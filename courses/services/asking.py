"""Asking for the approvals a seat needs: whom, and what if there is nobody to ask."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from courses import mails
from courses.kinds import ApprovalPolicy, ApprovalStage, Channel
from courses.models import ApprovalStep, Enrolment, Seminar
from courses.services.hats import Hat
from courses.states import ApprovalState, StepState
from fortbildung.shared.records import for_the_record
from organisations.models import User
from organisations.services.approvers import approvers_of, function_mailbox


def first_answer(seminar: Seminar, facts: dict) -> ApprovalState:
    """Whether an enrolment with these facts waits for approval from the start.

    Places without a name are a manager's own; where the office sets rules aside it has decided.
    """
    asked = seminar.approval_policy != ApprovalPolicy.NONE
    if asked and facts.get("person") and not facts.get("override_reason"):
        return ApprovalState.PENDING
    return ApprovalState.NOT_NEEDED


def ask_for_approval(enrolment: Enrolment, *, by: User, hat: Hat, now: datetime) -> None:
    """Begin with the employer; what a manager books for others is approved by that."""
    if enrolment.approval != ApprovalState.PENDING:
        return
    if hat == Hat.MANAGER:
        grant_by_booking(enrolment, by=by, now=now)
    else:
        ask_employer(enrolment, now=now)


def grant_by_booking(enrolment: Enrolment, *, by: User, now: datetime) -> None:
    """The employer has agreed by booking; the central office may have to agree too."""
    ApprovalStep.objects.create(
        enrolment=enrolment,
        stage=ApprovalStage.MANAGER,
        state=StepState.GRANTED,
        asked_at=now,
        decided_at=now,
        decided_by=by,
        decided_name=str(by),
        via=Channel.BOOKING,
    )
    if enrolment.seminar.approval_policy == ApprovalPolicy.MANAGER_THEN_OFFICE:
        ask_office(enrolment, now=now)
    else:
        enrolment.approval = ApprovalState.GRANTED
        enrolment.save(update_fields=["approval"])


def ask_employer(enrolment: Enrolment, *, now: datetime) -> ApprovalStep:
    """Ask whoever approves for the place; without anybody, the central office decides."""
    if reason := reason_for_the_office(enrolment, now=now):
        return ask_office(enrolment, note=reason, now=now)
    step = ApprovalStep.objects.create(
        enrolment=enrolment, stage=ApprovalStage.MANAGER, asked_at=now
    )
    mails.ask_to_approve(step, now=now)
    return step


def ask_office(enrolment: Enrolment, *, now: datetime, note: str = "") -> ApprovalStep:
    """Ask the central office of the seminar; `note` says why it decides for the employer."""
    step = ApprovalStep.objects.create(
        enrolment=enrolment, stage=ApprovalStage.OFFICE, asked_at=now, note=note
    )
    mails.ask_to_approve(step, now=now)
    return step


@for_the_record
def reason_for_the_office(enrolment: Enrolment, *, now: datetime) -> str:
    """Why nobody at the employer can decide; empty when somebody can."""
    place, person, today = enrolment.organisation, enrolment.person, timezone.localdate(now)
    if approvers_of(place, applicant=person, on=today):
        return ""
    if approvers_of(place, applicant=None, on=today):
        return _("Nobody else at the employer may approve.")
    if function_mailbox(place):
        return ""
    return _("There is nobody at the employer who may approve.")
