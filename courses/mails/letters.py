"""What all letters about an enrolment share."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from courses.models import Enrolment, Seminar


def about(seminar_pk: int | str) -> str:
    """Marks a mail to a participant: the office sees whether it was delivered."""
    return f"seminar:{seminar_pk}"


def about_any(seminars: QuerySet[Seminar]) -> QuerySet:
    """The marks of all mails to participants of `seminars`, for a query."""
    mark = Concat(Value(about("")), Cast("pk", CharField()))
    return seminars.annotate(about=mark).values("about")


def enrolments_in_full():
    """Enrolments with all that letters say about them."""
    return Enrolment.objects.select_related(
        "person", "booked_by", "organisation", "seminar__course", "seminar__central_office"
    )


def context_of(enrolment, reader=None):
    """The facts every letter about an enrolment may use; `reader` is addressed by name."""
    return {
        "enrolment": enrolment,
        "seminar": enrolment.seminar,
        "sessions": enrolment.seminar.sessions.order_by("starts_at"),
        "until": enrolment.held_until,
        "reader": reader or enrolment.person or enrolment.booked_by,
    }
