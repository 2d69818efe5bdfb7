"""The one way an enrolment changes its state: lock, move, save, remember."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Prefetch, Value
from django.db.models.functions import Greatest

from courses.models import Enrolment, EnrolmentEvent, Seminar, Session
from courses.states import ENDED, EnrolmentState, EventKind
from fortbildung.shared.work import soon
from organisations.models import User

LONGEST = EnrolmentEvent.reason.field.max_length
KEEP_DEADLINES = "courses.tasks.keep_deadlines"


def lock(seminar: Seminar) -> Seminar:
    """The seminar's row, locked until the transaction ends: one seminar, one hand at a time."""
    (locked,) = lock_all([seminar.pk])
    return locked


def lock_all(keys: Sequence[int]) -> list[Seminar]:
    """Several seminars, always locked in the same order, so that no two wait for each other."""
    seminars = Seminar.objects.select_related("course")
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    rows = seminars.filter(pk__in=keys).with_audience().order_by("pk")
    rows = rows.prefetch_related(sessions)
    return list(rows.select_for_update(of=["self"], no_key=True))


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
    return EnrolmentEvent.objects.create(
        **_facts(enrolment, before=before, by=by, reason=reason, now=now), kind=kind
    )


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
    enrolment.save(update_fields=["state", "moved_at", "held_until", "attended_units"])
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
        events.append(_facts(enrolment, before=before, by=by, reason=reason, now=moment))
        _look_around(enrolment)
    facts = {"held_until": None, **facts}
    moved = Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in enrolments])
    moved.update(state=state, moved_at=Greatest(F("moved_at"), Value(now)), **facts)
    return EnrolmentEvent.objects.bulk_create([EnrolmentEvent(**event) for event in events])


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
