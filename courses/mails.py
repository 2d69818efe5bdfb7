"""What people are told about their enrolments; one mail per event, keyed by it."""

from courses import ical
from courses.models import EnrolmentEvent
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
