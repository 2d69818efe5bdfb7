"""Asking whoever may decide: by account, by function mailbox, or the central office."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from courses import links
from courses.kinds import ApprovalStage
from courses.mails.letters import context_of, enrolments_in_full
from courses.models import ApprovalStep
from courses.states import StepState
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail
from organisations.services.approvers import approvers_of, function_mailbox


def ask_to_approve(step: ApprovalStep, *, now: datetime, again: bool = False) -> None:
    """Ask everybody who may decide on the step; `again` reminds them, once a day at most."""
    mark = f"{now:%Y%m%d}" if again else "asked"
    mail.post_all(
        [
            Mail(
                key=f"approval-{step.pk}-{mark}-{number}",
                to=address,
                renderer="courses.mails.approvals.render_request",
                arguments={
                    "step": step.pk,
                    "name": name,
                    "mailbox": mailbox,
                    "at": now.isoformat(),
                    "again": again,
                },
            )
            for number, (address, name, mailbox) in enumerate(_whom(step, now))
        ],
        now=now,
    )


def _whom(step, now):
    """Address, name, and whether it is a mailbox without an account."""
    enrolment = step.enrolment
    if step.stage == ApprovalStage.OFFICE:
        office = enrolment.seminar.central_office
        return [(office.email, office.name, False)]
    today = timezone.localdate(now)
    people = approvers_of(enrolment.organisation, applicant=enrolment.person, on=today)
    if people:
        return [(person.email, str(person), False) for person in people]
    return [(function_mailbox(enrolment.organisation), str(enrolment.organisation), True)]


def render_request(*, step: int, name: str, mailbox: bool, at: str, again: bool) -> Letter | None:
    """What is to be decided, and where; None once it is decided."""
    step = ApprovalStep.objects.filter(pk=step, state=StepState.PENDING).first()
    if step is None:
        return None
    enrolment = enrolments_in_full().get(pk=step.enrolment_id)
    context = {"step": step, "mailbox": mailbox, "again": again}
    context["link"] = settings.SITE_URL + _path(step, mailbox, datetime.fromisoformat(at))
    return mail.letter("courses/approve", context_of(enrolment, reader=name) | context)


def _path(step, mailbox, now):
    if mailbox:
        return reverse("courses:mailbox", args=[links.sign(step, now=now)])
    if step.stage == ApprovalStage.OFFICE:
        return reverse("wagtailadmin_home")
    return reverse("courses:approvals")
