"""A seminar's way from plan to close."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from courses import mails
from courses.changes import Change
from courses.models import SeatEvent, Seminar, Session
from courses.rules import (
    reasons_not_to_close,
    reasons_not_to_hold,
    reasons_not_to_publish,
    reasons_not_to_replan,
    reasons_not_to_shrink,
)
from courses.services.attendance import settle
from courses.services.calling_off import invite_back
from courses.services.evaluations import open_evaluation
from courses.services.interest import tell_interested
from courses.services.messages import drop_held_back
from courses.services.moves import lock, move_all
from courses.services.queue import serve, serve_queue
from courses.services.rooms import open_room, void_steps
from courses.services.sessions import differ, rearrange
from courses.states import PUBLIC, EnrolmentState, SeatEventKind, SeminarState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User

HOW_MANY = ("capacity", "provider_limit")
WHERE = ("place", "online_link")


@dataclass(frozen=True)
class Planned:
    """What came of planning: how many moved up, and how many are told of new dates or place."""

    seminar: Seminar
    moved_up: int
    told: int


@transacted
def plan(
    *,
    seminar: Seminar,
    sessions: Iterable[Session],
    removed: Iterable[Session] = (),
    trainers: Iterable[User] | None = None,
    by: User | None = None,
    now: datetime,
) -> Planned:
    """Save a new or changed seminar with its new, changed and removed sessions.

    More seats serve the queue at once; fewer take nobody's seat. Whoever has a seat or waits is
    told of new dates or another place, in one mail. Raises Refused when recorded attendance or
    the seminar's state stands against a change.
    """
    stored = _save(seminar)
    if stored is not None and differ(stored, seminar, HOW_MANY):
        _change_capacity(stored, seminar, by=by, now=now)
    if trainers is not None:
        seminar.trainers.set(trainers)
    moved = stored is not None and differ(stored, seminar, WHERE)
    shifts = rearrange(seminar, list(sessions), removed, moved=moved)
    settle(seminar=seminar, by=None, now=now)
    moved_up = serve_queue(seminar=seminar, now=now)
    told = 0
    if stored and any(shift.concerns(now) for shift in shifts):
        told = _tell_of_change(Change(stored, seminar, shifts), but=moved_up, now=now)
    return Planned(seminar, moved_up=len(moved_up), told=told)


def _save(seminar):
    """Save the seminar itself; as it was before, or None when it is new."""
    if seminar.pk is None:
        seminar.save(force_insert=True)
        return None
    stored = lock(seminar)
    refuse(reasons_not_to_replan(seminar=stored))
    seminar.state = stored.state
    seminar.save(force_update=True)
    return stored


def _change_capacity(before, seminar, *, by, now):
    """Fewer seats than are taken take nobody's; open guarantees must fit, and it is remembered."""
    room = open_room(seminar, now=now)
    if seminar.capacity < before.capacity:
        refuse(reasons_not_to_shrink(room=room))
    SeatEvent.objects.create(
        seminar=seminar,
        at=now,
        by=by,
        kind=SeatEventKind.CAPACITY,
        before={name: getattr(before, name) for name in HOW_MANY},
        after={**{name: getattr(seminar, name) for name in HOW_MANY}, "taken": room.taken},
    )


def _tell_of_change(change, *, but, now):
    """Tell everybody concerned, `but` those whose seat was confirmed with the new dates already."""
    everybody = change.seminar.enrolments
    people = everybody.live() if change.concerns_those_waiting else everybody.holding_a_seat()
    people = people.exclude(pk__in=[enrolment.pk for enrolment in but])
    people = people.select_related("person").order_by("pk")
    mails.tell_of_change(change, people, now=now)
    return len(people)


@transacted
def publish(*, seminar: Seminar, now: datetime) -> Seminar:
    """Open a planned seminar: it appears in the catalogue and can be booked in its window.

    Who was enrolled when it was called off is invited back; who is interested in the course is
    told.
    """
    seminar = lock(seminar)
    refuse(reasons_not_to_publish(seminar=seminar))
    _move(seminar, SeminarState.OPEN)
    invited = invite_back(seminar, now=now)
    served = serve(seminar, open_room(seminar, now=now), now=now)
    mails.tell_all(event for event in invited if event.enrolment not in served)
    tell_interested(seminar=seminar, now=now)
    return seminar


@transacted
def hold(*, seminar: Seminar, now: datetime) -> Seminar:
    """The last session is over: who still waits is told that no seat became free.

    Who took part is asked how it was.
    """
    seminar = lock(seminar)
    refuse(reasons_not_to_hold(seminar=seminar, now=now))
    _move(seminar, SeminarState.HELD)
    open_room(seminar, now=now)
    waiting = list(seminar.enrolments.waiting_in_order().select_related("person"))
    for enrolment in waiting:
        enrolment.seminar = seminar
    reason = _("No seat became free.")
    mails.tell_all(move_all(waiting, EnrolmentState.EXPIRED, reason=reason, now=now))
    void_steps(waiting)
    drop_held_back(seminar)
    open_evaluation(seminar, now=now)
    return seminar


def hold_due(*, now: datetime) -> int:
    """Mark every seminar whose last session is over as held; how many.

    Whatever somebody else has just closed or moved stands in no other's way.
    """
    over = Seminar.objects.with_dates().filter(state__in=PUBLIC, ends_at__lte=now)
    return sum(_hold_if_over(seminar, now) for seminar in over.order_by("pk"))


def _hold_if_over(seminar, now):
    try:
        hold(seminar=seminar, now=now)
    except Refused:
        return False
    return True


@transacted
def close(*, seminar: Seminar, now: datetime) -> Seminar:
    """Settle the seminar for good: attendance is complete and does not change any more."""
    seminar = lock(seminar)
    refuse(reasons_not_to_close(seminar=seminar, now=now))
    if seminar.state in PUBLIC:
        seminar = hold(seminar=seminar, now=now)
    _move(seminar, SeminarState.CLOSED)
    return seminar


def _move(seminar, state):
    if not seminar.may_become(state):
        raise ValueError(f"{seminar} cannot become {state}")
    seminar.state = state
    seminar.save(update_fields=["state"])
