"""Seats are given here and nowhere else."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from courses import mails
from courses.kinds import Allocation
from courses.models import Enrolment, Seminar
from courses.rules import first_start
from courses.seats import Room
from courses.services.moves import lock, move_all
from courses.services.overlaps import busy
from courses.services.rooms import note_kept, open_room
from courses.states import PUBLIC, Acceptance, ApprovalState, EnrolmentState
from fortbildung.shared.transactions import transacted
from fortbildung.shared.trips import run
from organisations.models import User

IN_LATER_CLASSES = """
    SELECT count(*) FROM courses_enrolment WHERE seminar_id = %s AND state = %s AND priority > %s
"""


@transacted
def serve_queue(*, seminar: Seminar, now: datetime) -> list[Enrolment]:
    """Give the free seats of `seminar` in the order of the queue. Safe to call at any time.

    Returns those who got one; each is told.
    """
    seminar = lock(seminar)
    return serve(seminar, open_room(seminar, now=now), now=now)


def serve(
    seminar: Seminar, room: Room, *, now: datetime, joined: Enrolment | None = None
) -> list[Enrolment]:
    """Do so for a locked seminar. Whoever has just `joined` need not accept what they asked for.

    The caller has locked that person and knows that they have no other seat at the time.
    """
    served = []
    if serves_by_itself(seminar, now):
        served = _takers(seminar, room, joined)
        _hand_out(seminar, served, now=now, joined=joined)
    note_kept(seminar, room)
    return served


def seat_at_once(
    seminar: Seminar, room: Room, newcomer: Enrolment, *, now: datetime
) -> dict[str, object]:
    """Give a free seat nobody waits for to somebody about to join: what it means for them.

    Empty where there is none; then they join the queue, which is served in its order. The caller
    has locked the person and knows that they have no other seat at the time.
    """
    if not serves_by_itself(seminar, now) or room.claimable():
        return {}
    room.join(newcomer.charged_to_id)
    if _take(room, newcomer, _Providers(seminar)):
        note_kept(seminar, room)
        return standing_of(newcomer, seminar, now=now, at_once=True)
    room.leave(newcomer.charged_to_id, had_a_seat=False)
    return {}


def give_seats(  # noqa: PLR0913 – all facts of one act
    seminar: Seminar,
    room: Room,
    chosen: Sequence[Enrolment],
    *,
    by: User,
    reason: str,
    now: datetime,
    joined: Enrolment | None = None,
) -> list[Enrolment]:
    """Give seats to those `chosen` by the office, in this order, as far as the room allows.

    The same rule as in the queue; only the order is the office's. Whom it has just entered need
    not accept.
    """
    cannot_come, taken_by = busy(seminar, chosen), _Providers(seminar)
    served = [
        enrolment
        for enrolment in chosen
        if enrolment not in cannot_come and _take(room, enrolment, taken_by)
    ]
    _hand_out(seminar, served, now=now, by=by, reason=reason, joined=joined)
    note_kept(seminar, room)
    return served


def hand_over(
    seminar: Seminar, room: Room, heir: Enrolment, *, by: User, now: datetime
) -> Enrolment:
    """Give a seat that was just given up to its heir, who has entered for it; nobody waits less."""
    room.give(heir.charged_to_id)
    _hand_out(seminar, [heir], now=now, joined=heir, by=by)
    note_kept(seminar, room)
    return heir


def serves_by_itself(seminar: Seminar, now: datetime) -> bool:
    """Whether free seats go to the queue without anybody's word.

    Once enrolment has closed or the seminar has begun the office decides; with a selection it
    always does.
    """
    start = first_start(seminar)
    in_time = now < seminar.closes_at and start is not None and now < start
    return in_time and seminar.state in PUBLIC and seminar.allocation == Allocation.FIRST_COME


def position(enrolment: Enrolment) -> int | None:
    """The place in the queue, counted from 1; None for whoever does not wait."""
    rows = Enrolment.objects.filter(pk=enrolment.pk).with_position()
    return rows.values_list("position", flat=True).get()


def newcomers_position(room: Room, enrolment: Enrolment) -> int:
    """The place of whoever has just joined: behind all but those in a later class."""
    if enrolment.priority not in room.in_later_classes:
        facts = enrolment.seminar_id, EnrolmentState.WAITING, enrolment.priority
        ((later,),) = run(IN_LATER_CLASSES, *facts)
        room.in_later_classes[enrolment.priority] = later
    return room.waiting_for(room.by_key) - room.in_later_classes[enrolment.priority]


def _takers(seminar, room, joined):
    """Whose turn it is. People who cannot use a free seat are passed over and keep their place.

    While nobody who waits could get a seat, the queue is not even read.
    """
    taken_by = _Providers(seminar)
    takers, passed = [], set()
    while batch := _next_batch(seminar, room, taken_by.full, seen=[*takers, *passed]):
        cannot_come = busy(seminar, [enrolment for enrolment in batch if enrolment != joined])
        for enrolment in batch:
            if enrolment not in cannot_come and _take(room, enrolment, taken_by):
                takers.append(enrolment)
            else:
                passed.add(enrolment)
    return takers


def _take(room, enrolment, taken_by):
    fits = room.block(enrolment.charged_to_id) is None
    if not (fits and taken_by.allow(enrolment)):
        return False
    room.give(enrolment.charged_to_id)
    taken_by.count(enrolment)
    return True


def _next_batch(seminar, room, full_providers, *, seen):
    """The first of the queue who may be given a seat, as many as there are seats."""
    if not (keys := room.claimable()):
        return []
    seats = room.capacity - room.taken
    seen = [enrolment.pk for enrolment in seen]
    queues = []
    for key in keys:  # each part of the queue is read by its index
        queue = seminar.enrolments.waiting_in_order().filter(charged_to=key).exclude(pk__in=seen)
        queue = queue.exclude(provider__in=full_providers).select_related("person", "booked_by")
        queues.append(queue[:seats])
    in_order = merge(*queues, key=lambda e: (e.priority, e.requested_at, e.pk))
    batch = list(islice(in_order, seats))
    for enrolment in batch:
        enrolment.seminar = seminar
    return batch


class _Providers:
    """Seats per provider, where the seminar has a limit for them."""

    def __init__(self, seminar) -> None:
        self.limit, self.counts = seminar.provider_limit, Counter()
        if self.limit:
            seats = seminar.enrolments.holding_a_seat().values_list("provider", flat=True)
            self.counts.update(seats)

    @property
    def full(self):
        return [provider for provider in self.counts if not self._has_room(provider)]

    def allow(self, enrolment):
        return self._has_room(enrolment.provider_id)

    def count(self, enrolment):
        if self.limit:
            self.counts[enrolment.provider_id] += 1

    def _has_room(self, provider):
        return self.limit is None or self.counts[provider] < self.limit


def _hand_out(seminar, takers, *, now, joined=None, by=None, reason=""):
    """Move each to what a seat means for them now, all alike in one go, and tell them."""
    alike = {}
    for enrolment in takers:
        standing = standing_of(enrolment, seminar, now=now, at_once=enrolment == joined)
        alike.setdefault(tuple(standing.items()), []).append(enrolment)
    for standing, enrolments in alike.items():
        mails.tell_all(move_all(enrolments, now=now, by=by, reason=reason, **dict(standing)))


def standing_of(
    enrolment: Enrolment, seminar: Seminar, *, now: datetime, at_once: bool
) -> dict[str, object]:
    """What having a seat means for the enrolment: state, acceptance and until when it is held.

    A seat is held while the employer must approve, the person must accept it, or the place has
    no name; never beyond the start. Where both are missing, the longer time counts.
    """
    start = first_start(seminar)
    if enrolment.person_id is None:
        until = min(seminar.closes_at, start) if now < seminar.closes_at else start
        return {"state": EnrolmentState.HELD, "held_until": until}
    asks = (seminar.offers and not at_once) or enrolment.acceptance == Acceptance.PENDING
    acceptance = Acceptance.PENDING if asks else enrolment.acceptance
    approves = enrolment.approval == ApprovalState.PENDING
    if not (asks or approves):
        return {"state": EnrolmentState.CONFIRMED, "acceptance": acceptance}
    hours = max(asks and seminar.offer_hours, approves and seminar.approval_hours)
    return {
        "state": EnrolmentState.HELD,
        "acceptance": acceptance,
        "held_until": _before(start, now + timedelta(hours=hours), now),
    }


def _before(start, moment, now):
    """The moment, but no later than the start; once that is past, the office has its reasons."""
    return min(moment, start) if start is not None and now < start else moment
