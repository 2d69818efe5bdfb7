"""What people are told about their enrolments; one mail per event, keyed by it."""

from collections.abc import Iterable
from datetime import datetime

from courses import ical
from courses.changes import Change
from courses.models import ApprovalStep, Enrolment, EnrolmentEvent
from courses.states import EnrolmentState
from fortbildung.shared import mail

TEMPLATES = {
    EnrolmentState.WAITING: "courses/waiting",
    EnrolmentState.CONFIRMED: "courses/confirmed",
    EnrolmentState.CANCELLED: "courses/cancelled",
    EnrolmentState.EXPIRED: "courses/expired",
}


def tell(event: EnrolmentEvent, *, position: int | None = None) -> None:
    """Tell the person what just became of their enrolment. Confirmations carry the calendar."""
    enrolment = event.enrolment
    template = TEMPLATES.get(event.to_state)
    if template is None:
        return
    attachments = []
    if event.to_state == EnrolmentState.CONFIRMED:
        attachments = [ical.attachment(enrolment.seminar, now=event.at)]
    mail.post(
        key=f"enrolment-event-{event.pk}",
        to=enrolment.person.email,
        template=template,
        context={
            "enrolment": enrolment,
            "seminar": enrolment.seminar,
            "sessions": enrolment.seminar.sessions.order_by("starts_at"),
            "event": event,
            "position": position,
            "moved_up": event.at > enrolment.requested_at,
        },
        now=event.at,
        attachments=attachments,
    )


def tell_all(events: Iterable[EnrolmentEvent]) -> None:
    """Tell each person concerned what just became of their enrolment."""
    for event in events:
        tell(event)


def ask_to_approve(step: ApprovalStep, *, now: datetime) -> None:
    """Ask whoever may decide."""


def tell_of_change(change: Change, enrolments: Iterable[Enrolment], *, now: datetime) -> None:
    """Tell each person of new dates or another place, with the calendar as it is now."""
    seminar, key = change.seminar, change.key
    sessions = list(seminar.sessions.order_by("starts_at"))
    calendars = {
        has_a_seat: ical.attachment(seminar, now=now, removed=change.removed, has_a_seat=has_a_seat)
        for has_a_seat in (True, False)
    }
    for enrolment in enrolments:
        mail.post(
            key=f"enrolment-{enrolment.pk}-changed-{key}",
            to=enrolment.person.email,
            template="courses/changed",
            context={
                "enrolment": enrolment,
                "seminar": seminar,
                "sessions": sessions,
                "change": change,
            },
            now=now,
            attachments=[calendars[enrolment.holds_a_seat]],
        )
