"""Whether a seminar takes place: the promise to participants, and who has to decide."""

from collections.abc import Iterable
from datetime import datetime

from courses import ical
from courses.mails.letters import about, context_of, enrolments_in_full
from courses.models import Enrolment, SeatEvent, Seminar
from courses.states import EnrolmentState, SeminarState
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail


def tell_of_guarantee(event: SeatEvent, people: Iterable[Enrolment], *, now: datetime) -> None:
    """Tell these participants that the seminar takes place; once per promise."""
    mails = [
        Mail(
            key=f"seat-event-{event.pk}-enrolment-{enrolment.pk}",
            to=enrolment.person.email,
            renderer="courses.mails.fate.render_guarantee",
            arguments={"enrolment": enrolment.pk, "at": now.isoformat()},
            about=about(event.seminar_id),
        )
        for enrolment in people
    ]
    mail.post_all(mails, now=now)


def render_guarantee(*, enrolment: int, at: str) -> Letter | None:
    """Only for whoever still comes, and while it is still true."""
    confirmed = enrolments_in_full().filter(pk=enrolment, state=EnrolmentState.CONFIRMED)
    enrolment = confirmed.filter(seminar__state=SeminarState.GUARANTEED).first()
    if enrolment is None:
        return None
    calendar = ical.attachment(enrolment.seminar, now=datetime.fromisoformat(at))
    return mail.letter("courses/guaranteed", context_of(enrolment), [calendar])


def remind_to_decide(seminar: Seminar, *, now: datetime) -> None:
    """Ask the office, once per end of enrolment, whether a seminar with too few people goes on."""
    mail.post(
        key=f"decide-{seminar.pk}-{seminar.closes_at:%Y%m%d%H%M}",
        to=seminar.central_office.email,
        renderer="courses.mails.fate.render_to_decide",
        arguments={"seminar": seminar.pk},
        now=now,
    )


def render_to_decide(*, seminar: int) -> Letter | None:
    """Only while nobody has decided and people are still missing."""
    seminars = Seminar.objects.with_seats().with_dates().select_related("course", "central_office")
    seminar = seminars.filter(pk=seminar, state=SeminarState.OPEN).first()
    if seminar is None or seminar.taken >= seminar.min_seats:
        return None
    sessions = seminar.sessions.order_by("starts_at")
    context = {"seminar": seminar, "sessions": sessions, "reader": seminar.central_office}
    return mail.letter("courses/decide", context)
