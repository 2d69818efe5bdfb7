"""The one way an enrolment changes its state: lock, move, save, remember."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from courses.kinds import EventKind
from courses.models import Enrolment, EnrolmentEvent, Seminar
from courses.services import at_hand
from courses.states import ENDED, EnrolmentState
from fortbildung.shared.sql import drawn, draws, insert
from fortbildung.shared.trips import Question, run
from fortbildung.shared.work import soon
from organisations.models import User

# What attendance says; saved with the state that follows from it.
RESULT = ["attended_units", "attended_days"]
LONGEST = EnrolmentEvent.reason.field.max_length
KEEP_DEADLINES = "courses.tasks.keep_deadlines"


def locks(keys: Sequence[int]) -> list[Question]:
    """What `lock_all` asks, for `ahead`."""
    return at_hand.asks_to_lock(list(keys))


def lock(seminar: Seminar) -> Seminar:
    """The seminar's row, locked until the transaction ends: one seminar, one hand at a time."""
    (locked,) = lock_all([seminar.pk])
    return locked


def lock_all(keys: Sequence[int]) -> list[Seminar]:
    """Several seminars, always locked in the same order, so that no two wait for each other."""
    return at_hand.locked(list(keys))


class Keys(NamedTuple):
    """Of an enrolment to come and of its events, drawn under the seminar's lock."""

    enrolment: int
    joined: int
    seated: int  # at once, maybe


OF_KEYS = (Enrolment, EnrolmentEvent, EnrolmentEvent)


def draws_keys(count: int) -> Question:
    """What `drawn_keys` asks, for `ahead`."""
    return draws(count, *OF_KEYS)


def drawn_keys(count: int) -> list[Keys]:
    """Keys for `save_new`, so that nobody waits for the answer while the lock is held."""
    return [Keys(*keys) for keys in drawn(count, *OF_KEYS)]


def save_new(
    enrolment: Enrolment,
    keys: Keys | None = None,
    *,
    by: User,
    reason: str = "",
    **standing: object,
) -> list[EnrolmentEvent]:
    """Save somebody who has just joined the queue; with a `standing` they have a seat at once.

    Returns the event of joining and, with a seat, the one of getting it.
    """
    at, joined = enrolment.requested_at, enrolment.state
    if standing:
        enrolment.move_to(standing["state"], now=at)
        vars(enrolment).update(standing)
    if keys:
        enrolment.pk = keys.enrolment
    insert([enrolment])
    facts = {"by": by, "reason": reason, "now": at}
    events = [_facts(enrolment, before="", **facts) | {"to_state": joined}]
    if standing:
        events.append(_facts(enrolment, before=joined, by=None, reason="", now=at))
    known = zip(keys[1:] if keys else [None, None], events, strict=False)
    insert(events := [EnrolmentEvent(pk=key, **event) for key, event in known])
    return events


def remember(
    enrolment: Enrolment,
    *,
    before: str,
    by: User | None,
    reason: str,
    now: datetime,
    kind: EventKind = EventKind.MOVED,
) -> EnrolmentEvent:
    """Write the event that led to the enrolment's present state."""
    facts = _facts(enrolment, before=before, by=by, reason=reason, now=now)
    insert([event := EnrolmentEvent(**facts, kind=kind)])
    return event


def note(
    enrolment: Enrolment, kind: EventKind, *, by: User | None, reason: str, now: datetime
) -> EnrolmentEvent:
    """Write down what happened to an enrolment without changing its state."""
    return remember(enrolment, before=enrolment.state, by=by, reason=reason, now=now, kind=kind)


def move(
    enrolment: Enrolment,
    state: EnrolmentState,
    *,
    now: datetime,
    by: User | None = None,
    reason: str = "",
) -> EnrolmentEvent:
    """Move the enrolment, save it and write the event. The caller holds the seminar's lock."""
    before = enrolment.state
    now = max(now, enrolment.moved_at)  # the clock was read before the lock was ours
    enrolment.move_to(state, now=now)
    enrolment.save(update_fields=["state", "moved_at", "held_until", *RESULT])
    _look_around(enrolment)
    return remember(enrolment, before=before, by=by, reason=reason, now=now)


def move_all(
    enrolments: Sequence[Enrolment],
    state: EnrolmentState,
    *,
    now: datetime,
    by: User | None = None,
    reason: str = "",
    **facts: object,
) -> list[EnrolmentEvent]:
    """Move many to the same state, with the same `facts`, in two statements."""
    if not enrolments:
        return []
    events = []
    for enrolment in enrolments:
        before = enrolment.state
        enrolment.move_to(state, now=max(now, enrolment.moved_at))
        for name, fact in facts.items():
            setattr(enrolment, name, fact)
        moment = enrolment.moved_at
        written = _facts(enrolment, before=before, by=by, reason=reason, now=moment)
        events.append(EnrolmentEvent(**written))
        _look_around(enrolment)
    _save(enrolments, now, {"state": state, "held_until": None, **facts})
    insert(events)
    return events


def _save(enrolments, now, facts):
    """All alike, but nobody's time runs backwards."""
    columns = "".join(f", {name} = %s" for name in facts)
    statement = f"UPDATE courses_enrolment SET moved_at = GREATEST(moved_at, %s){columns}"  # noqa: S608
    keys = [enrolment.pk for enrolment in enrolments]
    run(f"{statement} WHERE id = ANY(%s)", now, *facts.values(), keys)


def _look_around(enrolment):
    """Elsewhere a seat may be theirs now, or be given up for this one; the worker looks."""
    if enrolment.state in ENDED or enrolment.rebooks_id:
        soon(KEEP_DEADLINES)


def _facts(enrolment, *, before, by, reason, now):
    return {
        "enrolment": enrolment,
        "at": now,
        "by": by,
        "from_state": before,
        "to_state": enrolment.state,
        "reason": reason[:LONGEST],
    }
