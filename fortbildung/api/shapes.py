"""An enrolment as it is answered."""

from datetime import datetime

from django.utils import timezone
from pydantic import BaseModel, Field

from courses.services.explain import reasons
from courses.states import Acceptance, ApprovalState, EnrolmentState


class EnrolmentOut(BaseModel):
    id: int
    seminar: str = Field(description="its number")
    person: str | None = Field(description="e-mail address; none for a place without a name yet")
    state: EnrolmentState
    approval: ApprovalState
    acceptance: Acceptance
    position: int | None = Field(description="in the queue, from 1")
    held_until: datetime | None
    requested_at: datetime
    why: list[str] = Field(description="what is the case, and why, in sentences")
    warnings: list[str] = Field([], description="what was missing and did not stand against it")


def shown(enrolment, *, room=None, warnings=()):
    """The enrolment with its reasons; `position` where it has been annotated."""
    now = timezone.now()
    why = reasons(enrolment, now=now, room=room)
    return EnrolmentOut(
        id=enrolment.pk,
        seminar=enrolment.seminar.number,
        person=enrolment.person and enrolment.person.email,
        state=enrolment.state,
        approval=enrolment.approval,
        acceptance=enrolment.acceptance,
        position=vars(enrolment).get("position"),
        held_until=enrolment.held_until,
        requested_at=enrolment.requested_at,
        why=why,
        warnings=list(warnings),
    )
