"""The one way an enrolment changes its state: move, save, remember."""

from datetime import datetime

from courses.models import Enrolment, EnrolmentEvent, Seminar
from courses.states import EnrolmentState
from organisations.models import User


def lock(seminar: Seminar) -> Seminar:
    """The seminar's row, locked until the transaction ends: one seminar, one hand at a time."""
    seminars = Seminar.objects.select_related("course", "central_office")
    return seminars.select_for_update(of=["self"]).get(pk=seminar.pk)


def remember(
    enrolment: Enrolment, *, before: str, by: User | None, reason: str, now: datetime
) -> EnrolmentEvent:
    """Write the event that led to the enrolment's present state."""
    return EnrolmentEvent.objects.create(
        enrolment=enrolment,
        at=now,
        by=by,
        from_state=before,
        to_state=enrolment.state,
        reason=reason,
    )


def move(
    enrolment: Enrolment,
    state: EnrolmentState,
    *,
    now: datetime,
    by: User | None = None,
    reason: str = "",
) -> EnrolmentEvent:
    """Move the enrolment, save it and write the event. The caller holds the seminar's lock."""
    before = enrolment.state
    now = max(now, enrolment.moved_at)  # the clock was read before the lock was ours
    enrolment.move_to(state, now=now)
    enrolment.save(update_fields=["state", "moved_at", "attended_units"])
    return remember(enrolment, before=before, by=by, reason=reason, now=now)
