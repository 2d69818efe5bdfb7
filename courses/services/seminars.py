"""A seminar's way from plan to close."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from courses import mails
from courses.changes import Change
from courses.kinds import SeatEventKind
from courses.models import Seminar, Session, Speaker
from courses.rules import (
    reasons_not_to_close,
    reasons_not_to_guarantee,
    reasons_not_to_hold,
    reasons_not_to_publish,
    reasons_not_to_replan,
    reasons_not_to_shrink,
)
from courses.services.attendance import settle
from courses.services.calling_off import invite_back
from courses.services.engaging import engage_exactly, engage_for_added
from courses.services.evaluations import open_evaluation
from courses.services.history import become, remember, times_of
from courses.services.interest import tell_interested
from courses.services.messages import drop_held_back, release_held_back
from courses.services.moves import lock, move_all
from courses.services.queue import serve, serve_queue
from courses.services.rooms import open_room, void_steps
from courses.services.sessions import differ, rearrange
from courses.states import PUBLIC, EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.records import for_the_record
from fortbildung.shared.transactions import transacted
from organisations.models import User

HOW_MANY = ("capacity", "provider_limit")
WHERE = ("place", "online_link")
TERMS = (
    *WHERE,
    "land",
    "opens_at",
    "closes_at",
    "min_seats",
    "fee",
    "cancellation_policy",
    "allocation",
    "approval_policy",
    "approval_hours",
    "offers",
    "offer_hours",
)


@dataclass(frozen=True)
class Planned:
    """What came of planning: how many moved up, and how many are told of new dates or place."""

    seminar: Seminar
    moved_up: int
    told: int


@transacted
def plan(  # noqa: PLR0913 – all facts of one act
    *,
    seminar: Seminar,
    sessions: Iterable[Session],
    removed: Iterable[Session] = (),
    speakers: Iterable[Speaker] | None = None,
    reason: str = "",
    by: User | None = None,
    now: datetime,
) -> Planned:
    """Save a new or changed seminar with its new, changed and removed sessions.

    More seats serve the queue at once; fewer take nobody's seat. Whoever has a seat or waits is
    told of new dates or another place, in one mail. Raises Refused when recorded attendance, the
    seminar's state, or a room or speaker needed elsewhere stands against a change. The history
    keeps the `reason`.
    """
    stored = _save(seminar)
    if stored is not None and differ(stored, seminar, HOW_MANY):
        _change_capacity(stored, seminar, reason=reason, by=by, now=now)
    moved = stored is not None and differ(stored, seminar, WHERE)
    shifts = rearrange(seminar, list(sessions), removed, moved=moved)
    if speakers is not None:
        engage_exactly(seminar, speakers, reason=reason, by=by, now=now)
    engage_for_added(seminar)
    if stored is not None:
        _remember_terms(stored, seminar, shifts, reason=reason, by=by, now=now)
    settle(seminar=seminar, by=None, now=now)
    moved_up = serve_queue(seminar=seminar, now=now)
    told = 0
    if stored and any(shift.concerns(now) for shift in shifts):
        told = _tell_of_change(Change(stored, seminar, shifts), but=moved_up, now=now)
    return Planned(seminar, moved_up=len(moved_up), told=told)


def _save(seminar):
    """Save the seminar itself; as it was before, or None when it is new.

    Of a venue in the register, place and Land are taken.
    """
    if seminar.venue:
        seminar.place, seminar.land = seminar.venue.place, seminar.venue.land
    if seminar.pk is None:
        seminar.save(force_insert=True)
        return None
    stored = lock(seminar)
    refuse(reasons_not_to_replan(seminar=stored))
    seminar.state = stored.state
    seminar.save(force_update=True)
    return stored


def _change_capacity(before, seminar, *, reason, by, now):
    """Fewer seats than are taken take nobody's; open guarantees must fit, and it is remembered."""
    room = open_room(seminar, now=now)
    if seminar.capacity < before.capacity:
        refuse(reasons_not_to_shrink(room=room))
    old, new = ({name: getattr(row, name) for name in HOW_MANY} for row in (before, seminar))
    facts = {"before": old, "after": {**new, "taken": room.taken}}
    remember(seminar, SeatEventKind.CAPACITY, reason=reason, by=by, now=now, **facts)


def _remember_terms(before, after, shifts, *, reason, by, now):
    """Write down which terms have changed, and to what the dates have moved."""
    changed = [name for name in TERMS if getattr(before, name) != getattr(after, name)]
    old, new = ({name: _plain(row, name) for name in changed} for row in (before, after))
    if any(shift.visible for shift in shifts):
        old["sessions"] = times_of(filter(None, (shift.before for shift in shifts)))
        new["sessions"] = times_of(filter(None, (shift.after for shift in shifts)))
    if new:
        facts = {"before": old, "after": new, "reason": reason}
        remember(after, SeatEventKind.TERMS, by=by, now=now, **facts)


def _plain(seminar, name):
    """The term as JSON keeps it: what it was called then, whatever becomes of it."""
    value = getattr(seminar, name)
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def _tell_of_change(change, *, but, now):
    """Tell everybody concerned, `but` those whose seat was confirmed with the new dates already."""
    everybody = change.seminar.enrolments
    people = everybody.live() if change.concerns_those_waiting else everybody.holding_a_seat()
    people = people.exclude(pk__in=[enrolment.pk for enrolment in but])
    people = people.select_related("person").order_by("pk")
    mails.tell_of_change(change, people, now=now)
    return len(people)


@transacted
def publish(*, seminar: Seminar, by: User | None = None, now: datetime) -> Seminar:
    """Open a planned seminar: it appears in the catalogue and can be booked in its window.

    Who was enrolled when it was called off is invited back; who is interested in the course is
    told.
    """
    seminar = lock(seminar)
    refuse(reasons_not_to_publish(seminar=seminar))
    become(seminar, SeminarState.OPEN, SeatEventKind.PUBLISHED, by=by, now=now)
    invited = invite_back(seminar, now=now)
    served = serve(seminar, open_room(seminar, now=now), now=now)
    mails.tell_all(event for event in invited if event.enrolment not in served)
    tell_interested(seminar=seminar, now=now)
    return seminar


@transacted
def guarantee(*, seminar: Seminar, by: User, now: datetime) -> int:
    """Promise that the seminar takes place; how many people with a confirmed seat are told.

    Messages that were held back for that are sent.
    """
    seminar = lock(seminar)
    refuse(reasons_not_to_guarantee(seminar=seminar, now=now))
    event = become(seminar, SeminarState.GUARANTEED, SeatEventKind.GUARANTEED, by=by, now=now)
    people = seminar.enrolments.of_people().filter(state=EnrolmentState.CONFIRMED)
    people = list(people.select_related("person").order_by("pk"))
    mails.tell_of_guarantee(event, people, now=now)
    release_held_back(seminar, now=now)
    return len(people)


@transacted
def hold(*, seminar: Seminar, now: datetime) -> Seminar:
    """The last session is over: who still waits is told that no seat became free.

    Who took part is asked how it was.
    """
    seminar = lock(seminar)
    refuse(reasons_not_to_hold(seminar=seminar, now=now))
    seminar.move_to(SeminarState.HELD)
    seminar.save(update_fields=["state"])
    open_room(seminar, now=now)
    waiting = list(seminar.enrolments.waiting_in_order().select_related("person"))
    for enrolment in waiting:
        enrolment.seminar = seminar
    reason = _no_seat_became_free()
    mails.tell_all(move_all(waiting, EnrolmentState.EXPIRED, reason=reason, now=now))
    void_steps(waiting)
    drop_held_back(seminar)
    open_evaluation(seminar, now=now)
    return seminar


@for_the_record
def _no_seat_became_free():
    return _("No seat became free.")


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
def close(*, seminar: Seminar, by: User | None = None, now: datetime) -> Seminar:
    """Settle the seminar for good: attendance is complete and does not change any more."""
    seminar = lock(seminar)
    refuse(reasons_not_to_close(seminar=seminar, now=now))
    if seminar.state in PUBLIC:
        seminar = hold(seminar=seminar, now=now)
    become(seminar, SeminarState.CLOSED, SeatEventKind.CLOSED, by=by, now=now)
    return seminar
