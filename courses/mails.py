"""What people are told about their enrolments; one mail per event, keyed by it.

`tell…` notes what is owed, in the transaction of the fact; `render…` is called by the worker and
writes the letter from keys and frozen facts, or returns None when there is nothing to say any more.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from courses import ical
from courses.changes import Change
from courses.models import ApprovalStep, Enrolment, EnrolmentEvent, Interest, Seminar
from courses.states import ENDED, LIVE, EnrolmentState
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail

TEMPLATES = {
    EnrolmentState.WAITING: "courses/waiting",
    EnrolmentState.CONFIRMED: "courses/confirmed",
    EnrolmentState.CANCELLED: "courses/cancelled",
    EnrolmentState.EXPIRED: "courses/expired",
}


def about(seminar_pk: int | str) -> str:
    """Marks a mail to a participant: the office sees whether it was delivered."""
    return f"seminar:{seminar_pk}"


def about_any(seminars: QuerySet[Seminar]) -> QuerySet:
    """The marks of all mails to participants of `seminars`, for a query."""
    mark = Concat(Value(about("")), Cast("pk", CharField()))
    return seminars.annotate(about=mark).values("about")


def tell(event: EnrolmentEvent, **facts) -> None:
    """Tell the person what just became of their enrolment; `facts` may not be true later on."""
    mail.post_all(_mails([event], facts), now=event.at)


def tell_all(events: Iterable[EnrolmentEvent]) -> None:
    """Tell each person what just became of their enrolment, in one statement."""
    if events := list(events):
        mail.post_all(_mails(events, {}), now=max(event.at for event in events))


def ask_to_approve(step: ApprovalStep, *, now: datetime) -> None:
    """Ask whoever may decide."""


def _mails(events, facts):
    return [
        Mail(
            key=f"enrolment-event-{event.pk}",
            to=event.enrolment.person.email,
            renderer="courses.mails.render_event",
            arguments={"event": event.pk, **facts},
            about=about(event.enrolment.seminar_id),
        )
        for event in events
        if event.to_state in TEMPLATES and event.enrolment.person
    ]


def render_event(*, event: int, **facts) -> Letter | None:
    """What became of an enrolment. Confirmations carry the calendar."""
    events = EnrolmentEvent.objects.select_related(
        "enrolment__person", "enrolment__seminar__course", "enrolment__seminar__central_office"
    )
    event = events.get(pk=event)
    enrolment = event.enrolment
    if _overtaken(event):
        return None
    attachments = []
    if event.to_state == EnrolmentState.CONFIRMED:
        attachments = [ical.attachment(enrolment.seminar, now=event.at)]
    context = _context(enrolment) | {
        "event": event,
        "position": None,
        "moved_up": event.at > enrolment.requested_at,
    }
    return mail.letter(TEMPLATES[event.to_state], context | facts, attachments)


def _overtaken(event):
    """Whether the enrolment has ended meanwhile, which another mail tells."""
    state = event.enrolment.state
    return event.to_state in LIVE and state in ENDED and state in TEMPLATES


def tell_of_change(change: Change, enrolments: Iterable[Enrolment], *, now: datetime) -> None:
    """Tell each person of new dates or another place, with the calendar as it is then."""
    key, facts = change.key, change.frozen()
    mails = [
        Mail(
            key=f"enrolment-{enrolment.pk}-changed-{key}",
            to=enrolment.person.email,
            renderer="courses.mails.render_change",
            arguments={"enrolment": enrolment.pk, "change": facts, "at": now.isoformat()},
            about=about(change.seminar.pk),
        )
        for enrolment in enrolments
        if enrolment.person
    ]
    mail.post_all(mails, now=now)


def render_change(*, enrolment: int, change: dict, at: str) -> Letter | None:
    """What is new about a seminar, for whoever has a seat in it or waits."""
    enrolments = Enrolment.objects.live().select_related(
        "person", "seminar__course", "seminar__central_office"
    )
    enrolment = enrolments.filter(pk=enrolment).first()
    if enrolment is None:
        return None
    change = Change.thawed(change)
    calendar = ical.attachment(
        enrolment.seminar,
        now=datetime.fromisoformat(at),
        removed=change.removed,
        has_a_seat=enrolment.holds_a_seat,
    )
    return mail.letter("courses/changed", _context(enrolment) | {"change": change}, [calendar])


def tell_of_date(seminar: Seminar, interests: Iterable[Interest], *, now: datetime) -> None:
    """Tell whoever is interested in the course of this date; once per person and seminar."""
    mails = [
        Mail(
            key=f"seminar-{seminar.pk}-interests-{interest.person_id}",
            to=interest.person.email,
            renderer="courses.mails.render_date",
            arguments={"interest": interest.pk, "seminar": seminar.pk},
        )
        for interest in interests
    ]
    mail.post_all(mails, now=now)


def render_date(*, interest: int, seminar: int) -> Letter | None:
    """A date of a course somebody is interested in, while they are and it can be booked."""
    interest = Interest.objects.live().filter(pk=interest).select_related("person").first()
    seminars = Seminar.objects.published().select_related("course", "central_office")
    seminar = seminars.filter(pk=seminar).first()
    if interest is None or seminar is None:
        return None
    sessions = seminar.sessions.order_by("starts_at")
    context = {"interest": interest, "seminar": seminar, "sessions": sessions}
    return mail.letter("courses/new_date", context)


def _context(enrolment):
    return {
        "enrolment": enrolment,
        "seminar": enrolment.seminar,
        "sessions": enrolment.seminar.sessions.order_by("starts_at"),
    }
