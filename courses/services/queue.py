"""Seats are given here and nowhere else."""

from datetime import datetime

from django.db import transaction

from courses import mails
from courses.models import Enrolment, Seminar
from courses.rules import first_start
from courses.seats import Contingent, need
from courses.services.moves import lock, move
from courses.states import PUBLIC, EnrolmentState


@transaction.atomic
def serve_queue(*, seminar: Seminar, now: datetime) -> list[Enrolment]:
    """Give the free seats of `seminar` to whoever has waited longest. Safe to call at any time.

    Returns those who got one; each is told.
    """
    seminar = lock(seminar)
    if not _still_serves(seminar, now):
        return []
    waiting = seminar.enrolments.waiting_in_order().select_related("person")
    served = list(waiting[: free_seats(seminar)])
    for enrolment in served:
        enrolment.seminar = seminar
        mails.tell(move(enrolment, EnrolmentState.CONFIRMED, now=now))
    return served


def free_seats(seminar: Seminar) -> int:
    """How many seats may be given at this moment."""
    return max(seminar.capacity - need(_root(seminar)), 0)


def position(enrolment: Enrolment) -> int | None:
    """The place in the queue, counted from 1; None for whoever does not wait."""
    rows = Enrolment.objects.filter(pk=enrolment.pk).with_position()
    return rows.values_list("position", flat=True).get()


def _root(seminar):
    """The seats taken; the whole seminar is one contingent."""
    return Contingent(used=seminar.enrolments.holding_a_seat().count())


def _still_serves(seminar, now):
    """Seats are given while the seminar is open and has not begun."""
    start = first_start(seminar)
    return seminar.state in PUBLIC and start is not None and now < start
