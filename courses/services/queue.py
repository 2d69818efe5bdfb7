"""Seats are given here and nowhere else."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from courses import mails
from courses.models import Enrolment, Seminar
from courses.rules import first_start
from courses.seats import Contingent, need
from courses.services.moves import lock, move
from courses.states import PUBLIC, EnrolmentState


@transaction.atomic
def serve_queue(*, seminar: Seminar, now: datetime) -> None:
    """Give the free seats of `seminar` to whoever has waited longest. Safe to call at any time."""
    seminar = lock(seminar)
    if not _still_serves(seminar, now):
        return
    free = max(seminar.capacity - need(_root(seminar)), 0)
    waiting = seminar.enrolments.waiting_in_order().select_related("person")
    for enrolment in waiting[:free]:
        enrolment.seminar = seminar
        mails.tell(move(enrolment, EnrolmentState.CONFIRMED, now=now))


def position(enrolment: Enrolment) -> int | None:
    """The place in the queue, counted from 1; None for whoever does not wait."""
    if enrolment.state != EnrolmentState.WAITING:
        return None
    earlier = Q(requested_at__lt=enrolment.requested_at) | Q(
        requested_at=enrolment.requested_at, pk__lt=enrolment.pk
    )
    queue = Enrolment.objects.filter(seminar=enrolment.seminar_id, state=EnrolmentState.WAITING)
    return queue.filter(earlier).count() + 1


def _root(seminar):
    """The seats taken; the whole seminar is one contingent."""
    return Contingent(used=seminar.enrolments.holding_a_seat().count())


def _still_serves(seminar, now):
    """Seats are given while the seminar is open and has not begun."""
    start = first_start(seminar)
    return seminar.state in PUBLIC and start is not None and now < start
