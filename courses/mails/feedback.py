"""The reminder to say how it was."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from courses.mails.letters import about, context_of, enrolments_in_full
from courses.models import Enrolment, Evaluation
from courses.states import GIVES_FEEDBACK
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail


def remind_of_feedback(
    evaluation: Evaluation, enrolments: Iterable[Enrolment], *, now: datetime
) -> None:
    """Remind each of `enrolments`, once."""
    mail.post_all(
        [
            Mail(
                key=f"feedback-{enrolment.pk}",
                to=enrolment.person.email,
                renderer="courses.mails.feedback.render_feedback",
                arguments={"enrolment": enrolment.pk, "at": now.isoformat()},
                about=about(evaluation.seminar_id),
                can_wait=True,
            )
            for enrolment in enrolments
        ],
        now=now,
    )


def render_feedback(*, enrolment: int, at: str) -> Letter | None:
    """Only for who has not answered yet, and can."""
    rows = enrolments_in_full().filter(state__in=GIVES_FEEDBACK, feedback=None)
    enrolment = rows.filter(pk=enrolment).first()
    today = timezone.localdate(datetime.fromisoformat(at))
    open_now = Evaluation.objects.open_on(today)
    evaluation = enrolment and open_now.filter(seminar=enrolment.seminar_id).first()
    if not evaluation:
        return None
    return mail.letter("courses/feedback", context_of(enrolment) | {"evaluation": evaluation})
