"""The office sets somebody before or behind the others, and decides once enrolment has closed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.kinds import EventKind
from courses.models import Enrolment, EnrolmentEvent
from courses.rules import reasons_not_to_give
from courses.seats import Hindrance
from courses.services.hats import works_for_office_of
from courses.services.queue import give_seats, serve, serves_by_itself
from courses.services.rooms import take_hold
from courses.states import EnrolmentState, Priority
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User

WHY_NOT = {
    Hindrance.FULL: gettext_lazy("Every seat is taken. Add seats first."),
    Hindrance.KEPT: gettext_lazy(
        "The free seats are kept for seat contingents. Release them first."
    ),
    Hindrance.LIMIT: gettext_lazy("The limit of the seat contingent is reached. Raise it first."),
}


@transacted
def set_priority(
    *, enrolment: Enrolment, priority: Priority, by: User, reason: str, now: datetime
) -> Enrolment:
    """Put somebody who waits into another class of the queue. The reason is shown in reports."""
    held = _take_for_office(enrolment, by, now)
    enrolment = held.enrolment
    if enrolment.state != EnrolmentState.WAITING:
        raise Refused(_("Only who waits has a place in the queue."))
    if not reason.strip():
        raise Refused(_("Enter a reason: it is recorded and shown in reports."))
    enrolment.priority, enrolment.priority_reason = priority, reason
    enrolment.save(update_fields=["priority", "priority_reason"])
    _note_down(enrolment, by=by, now=now)
    serve(held.seminar, held.room, now=now)
    return enrolment


@transacted
def seat(*, enrolment: Enrolment, by: User, reason: str, now: datetime) -> Enrolment:
    """After enrolment has closed: give a free seat to somebody who waits. The rule is the same."""
    held = _take_for_office(enrolment, by, now)
    by_itself = serves_by_itself(held.seminar, now)
    refuse(reasons_not_to_give(enrolment=held.enrolment, by_itself=by_itself))
    if block := held.room.block(held.enrolment.charged_to_id):
        raise Refused(WHY_NOT[block.hindrance])
    if not give_seats(held.seminar, held.room, [held.enrolment], by=by, reason=reason, now=now):
        raise Refused(
            _(
                "The person has a seat elsewhere at the same time, or the provider has as many "
                "seats as it may."
            )
        )
    return held.enrolment


def _note_down(enrolment, *, by, now):
    """Write the event that reports are made from; class and reason are facts of their own."""
    EnrolmentEvent.objects.create(
        enrolment=enrolment,
        at=now,
        kind=EventKind.PRIORITY,
        by=by,
        from_state=enrolment.state,
        to_state=enrolment.state,
        priority=enrolment.priority,
        reason=enrolment.priority_reason,
    )


def _take_for_office(enrolment, by, now):
    held = take_hold(enrolment, now=now)
    if not works_for_office_of(by, held.seminar):
        raise PermissionDenied
    return held
