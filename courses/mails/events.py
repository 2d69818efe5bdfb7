"""What became of an enrolment: one mail per event, keyed by it."""

from collections.abc import Iterable

from courses import ical
from courses.kinds import EventKind
from courses.mails.letters import about, context_of, enrolments_in_full
from courses.models import CancellationFee, Consent, EnrolmentEvent, Seminar, Session
from courses.states import ENDED, LIVE, EnrolmentState
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail

MOST_DATES = 5  # of a course, in one mail
TEMPLATES = {
    EnrolmentState.WAITING: "courses/waiting",
    EnrolmentState.HELD: "courses/held",
    EnrolmentState.CONFIRMED: "courses/confirmed",
    EnrolmentState.CANCELLED: "courses/cancelled",
    EnrolmentState.DECLINED: "courses/declined",
    EnrolmentState.EXPIRED: "courses/expired",
    EnrolmentState.REPLACED: "courses/replaced",
    EnrolmentState.NOT_SELECTED: "courses/not_selected",
    EnrolmentState.CALLED_OFF: "courses/called_off",
}
# About a place without a name its manager is told, and only what matters to them.
UNNAMED = {
    EnrolmentState.HELD: "courses/reserved",
    EnrolmentState.EXPIRED: "courses/unnamed",
    EnrolmentState.CALLED_OFF: "courses/called_off",
}
# What calendars must know.
CALENDARS = {
    EnrolmentState.CONFIRMED: ical.attachment,
    EnrolmentState.CALLED_OFF: ical.cancellation,
}


def tell(event: EnrolmentEvent, **facts) -> None:
    """Tell the person what just became of their enrolment; `facts` may not be true later on."""
    mail.post_all(_mails([event], facts), now=event.at)


def tell_all(events: Iterable[EnrolmentEvent]) -> None:
    """Tell each person what just became of their enrolment, in one statement."""
    if events := list(events):
        mail.post_all(_mails(events, {}), now=max(event.at for event in events))


def template_of(event, enrolment):
    """The letter that tells of the event; None when nobody is told."""
    if event.kind == EventKind.APPROVAL:
        return "courses/approved"
    if event.kind != EventKind.MOVED:
        return None
    return (TEMPLATES if enrolment.person_id else UNNAMED).get(event.to_state)


def _mails(events, facts):
    return [
        Mail(
            key=f"enrolment-event-{event.pk}",
            to=(event.enrolment.person or event.enrolment.booked_by).email,
            renderer="courses.mails.events.render_event",
            arguments={"event": event.pk, **facts},
            about=about(event.enrolment.seminar_id),
        )
        for event in events
        if template_of(event, event.enrolment)
    ]


@mail.renderer_of_many
def render_event(many: list[dict]) -> list[Letter | None]:
    """What became of each enrolment, with what calendars must know of it.

    `many` are the events' keys and what else is known of them.
    """
    events = _in_full([facts["event"] for facts in many])
    shared = _Shared(events.values())
    return [_letter(events[facts["event"]], facts, shared) for facts in many]


def _letter(event, facts, shared):
    enrolment = event.enrolment
    if _overtaken(event, enrolment):
        return None
    context = context_of(enrolment) | {
        "sessions": shared.sessions[enrolment.seminar_id],
        "position": None if "position" in facts else _position(enrolment),
        "moved_up": event.at > enrolment.requested_at,
        "told": _told(event, enrolment, shared.consents[enrolment.pk]),
        "fee": _fee(event, enrolment),
        "others": _other_dates(event, enrolment.seminar),
    }
    files = shared.calendars(event)
    return mail.letter(template_of(event, enrolment), context | facts | {"event": event}, files)


def _in_full(keys):
    """The events by their keys, each with its enrolment and all that letters say about it."""
    events = EnrolmentEvent.objects.in_bulk(keys)
    enrolments = enrolments_in_full().in_bulk({event.enrolment_id for event in events.values()})
    for event in events.values():
        event.enrolment = enrolments[event.enrolment_id]
    return events


class _Shared:
    """What letters about the same seminars have in common."""

    def __init__(self, events) -> None:
        self.sessions, self.written_at, self._files = {}, {}, {}
        self.consents = {event.enrolment_id: [] for event in events}
        for event in events:
            seminar = event.enrolment.seminar_id
            self.sessions[seminar] = []
            self.written_at[seminar] = max(self.written_at.get(seminar, event.at), event.at)
        rows = Session.objects.filter(seminar__in=self.sessions).order_by("starts_at")
        for session in rows:
            self.sessions[session.seminar_id].append(session)
        for consent in Consent.objects.filter(enrolment__in=self.consents).in_full():
            self.consents[consent.enrolment_id].append(consent)

    def calendars(self, event):
        """The calendar file that goes with the event, dated with the last one told of here."""
        write = CALENDARS.get(event.to_state)
        if write is None:
            return []
        seminar = event.enrolment.seminar
        of = (event.to_state, seminar.pk)
        if of not in self._files:
            self._files[of] = write(seminar, now=self.written_at[seminar.pk])
        return [self._files[of]]


def _overtaken(event, enrolment):
    """Whether the enrolment has moved on meanwhile, which another mail tells."""
    if event.kind == EventKind.APPROVAL or event.to_state == EnrolmentState.HELD:
        return enrolment.state != event.to_state
    return event.to_state in LIVE and enrolment.state in ENDED


def _position(enrolment):
    if enrolment.state != EnrolmentState.WAITING:
        return None
    rows = type(enrolment).objects.filter(pk=enrolment.pk).with_position()
    return rows.values_list("position", flat=True).get()


def _told(event, enrolment, consents):
    """With the first mail about a booking: the texts that hold for it, unless they were shown.

    Who is told nothing has agreed to all of them while booking.
    """
    if event.at > enrolment.requested_at or event.to_state not in LIVE:
        return []
    return consents if any(consent.told for consent in consents) else []


def _fee(event, enrolment):
    if event.to_state != EnrolmentState.CANCELLED:
        return None
    return CancellationFee.objects.filter(enrolment=enrolment, amount__gt=0).first()


def _other_dates(event, seminar):
    """The next dates of the course, for those whose date was called off."""
    if event.to_state != EnrolmentState.CALLED_OFF:
        return []
    dates = Seminar.objects.published().with_dates().upcoming(event.at)
    others = dates.filter(course=seminar.course_id, closes_at__gt=event.at).exclude(pk=seminar.pk)
    return list(others.order_by("starts_at", "pk")[:MOST_DATES])
