"""What a speaker sees: the seminars they teach, and who takes part."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from courses.models import EngagedSession, Enrolment, Seminar, Session
from courses.rules import shows_participants
from courses.states import SeminarState
from organisations.models import User


def taught_by(user: User) -> QuerySet[Seminar]:
    """With dates, and the sessions in their order; each knows whether it is `mine`."""
    parts = EngagedSession.objects.filter(speaker__user=user.pk)
    sessions = Session.objects.prefetch_related(Prefetch("engaged", parts, to_attr="mine"))
    rows = Seminar.objects.taught_by(user).with_dates().with_seats()
    rows = rows.exclude(state=SeminarState.CALLED_OFF).select_related("course", "central_office")
    return rows.prefetch_related(Prefetch("sessions", sessions.order_by("starts_at")))


def own_program(user: User, *, now: datetime) -> dict[str, list[Seminar]]:
    """What is to come, the next first, and what was, the latest first."""
    seminars = list(taught_by(user).order_by("starts_at", "pk"))
    over = [seminar for seminar in seminars if seminar.ends_at and seminar.ends_at <= now]
    coming = [seminar for seminar in seminars if seminar not in over]
    return {"coming": coming, "over": over[::-1]}


def participants_of(seminar: Seminar) -> QuerySet[Enrolment]:
    """Whoever takes part, by name, while teaching needs to know it."""
    if not shows_participants(seminar=seminar):
        return Enrolment.objects.none()
    people = seminar.enrolments.taking_part().select_related("person")
    return people.order_by("person__last_name__unaccent", "person__first_name__unaccent", "pk")
