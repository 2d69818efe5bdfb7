"""New dates or another place."""

from collections.abc import Iterable
from datetime import datetime

from courses import ical
from courses.changes import Change
from courses.mails.letters import about, context_of, enrolments_in_full
from courses.models import Enrolment
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail


def tell_of_change(change: Change, enrolments: Iterable[Enrolment], *, now: datetime) -> None:
    """Tell each person of new dates or another place, with the calendar as it is then."""
    key, facts = change.key, change.frozen()
    mails = [
        Mail(
            key=f"enrolment-{enrolment.pk}-changed-{key}",
            to=enrolment.person.email,
            renderer="courses.mails.changes.render_change",
            arguments={"enrolment": enrolment.pk, "change": facts, "at": now.isoformat()},
            about=about(change.seminar.pk),
        )
        for enrolment in enrolments
        if enrolment.person
    ]
    mail.post_all(mails, now=now)


def render_change(*, enrolment: int, change: dict, at: str) -> Letter | None:
    """What is new about a seminar, for whoever has a seat in it or waits."""
    enrolment = enrolments_in_full().live().filter(pk=enrolment).first()
    if enrolment is None:
        return None
    change = Change.thawed(change)
    calendar = ical.attachment(
        enrolment.seminar,
        now=datetime.fromisoformat(at),
        removed=change.removed,
        has_a_seat=enrolment.holds_a_seat,
    )
    return mail.letter("courses/changed", context_of(enrolment) | {"change": change}, [calendar])
