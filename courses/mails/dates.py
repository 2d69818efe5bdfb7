"""Dates of courses people are interested in."""

from collections.abc import Iterable
from datetime import datetime

from courses.models import Interest, Seminar
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail


def tell_of_date(seminar: Seminar, interests: Iterable[Interest], *, now: datetime) -> None:
    """Tell whoever is interested in the course of this date; once per person and seminar."""
    mails = [
        Mail(
            key=f"seminar-{seminar.pk}-interests-{interest.person_id}",
            to=interest.person.email,
            renderer="courses.mails.dates.render_date",
            arguments={"interest": interest.pk, "seminar": seminar.pk},
            can_wait=True,
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
