"""Why an approval, an offer, a selection or the fate of a seminar cannot be decided like that."""

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.kinds import Allocation
from courses.rules.times import first_start, in_words
from courses.states import PUBLIC, Acceptance, EnrolmentState, SeminarState, StepState


def reasons_not_to_decide(*, step):
    """Why the approval cannot be given or denied any more."""
    if step.state in [StepState.GRANTED, StepState.DENIED]:
        facts = {"state": step.get_state_display(), "name": step.decided_name}
        yield _("This was decided already on %(day)s at %(time)s by %(name)s: %(state)s.") % (
            facts | in_words(step.decided_at)
        )
    elif step.state == StepState.VOID:
        yield _("There is nothing to decide any more: the enrolment has ended or moved on.")


def reasons_not_to_accept(*, enrolment):
    """Why there is no offer to accept or decline."""
    if enrolment.state == EnrolmentState.EXPIRED:
        yield _("The offer has expired; the seat went to the next in the queue. Enrol anew.")
    elif enrolment.state != EnrolmentState.HELD or enrolment.acceptance != Acceptance.PENDING:
        yield _("There is no offer to decide on.")


def reasons_not_to_give(*, enrolment, by_itself):
    """Why the office cannot give the seat by hand."""
    if enrolment.state != EnrolmentState.WAITING:
        yield _("Only somebody who waits can be given a seat.")
    if by_itself:
        yield _(
            "Until enrolment closes, free seats go to the queue in its order. Give the person "
            "another priority instead."
        )


def reasons_not_to_select(*, seminar, committed, now):
    """Why the selection of the seminar cannot be committed."""
    if seminar.allocation != Allocation.SELECTION or seminar.state not in PUBLIC:
        yield _("This seminar does not collect applications.")
    if now < seminar.closes_at:
        yield _("Applications are collected until %(day)s at %(time)s.") % in_words(
            seminar.closes_at
        )
    start = first_start(seminar)
    if start is not None and now >= start:
        yield _("The seminar has begun.")
    if committed:
        yield _("The selection was committed on %(day)s.") % {
            "day": timezone.localdate(committed).strftime("%d.%m.%Y")
        }


def reasons_not_to_call_off(*, seminar, now):
    """Why the seminar cannot be called off."""
    if not seminar.may_become(SeminarState.CALLED_OFF):
        yield _("A seminar that is “%(now)s” cannot become “%(then)s”.") % {
            "now": seminar.get_state_display(),
            "then": SeminarState.CALLED_OFF.label,
        }
    start = first_start(seminar)
    if start is not None and now >= start:
        yield _("The seminar has begun. It can only be closed.")


def reasons_not_to_reopen(*, seminar):
    if seminar.state != SeminarState.CALLED_OFF:
        yield _("Only a seminar that was called off can be planned anew.")
