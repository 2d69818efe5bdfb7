"""What happened to a seminar as a whole, written down as it happens."""

from datetime import datetime

from courses.kinds import SeatEventKind
from courses.models import SeatEvent, Seminar
from courses.states import SeminarState
from organisations.models import User


def remember(
    seminar: Seminar, kind: SeatEventKind, *, by: User | None, now: datetime, **facts: object
) -> SeatEvent:
    """Write down an event: its `before`, `after`, `whom` and `reason`."""
    return SeatEvent.objects.create(seminar=seminar, kind=kind, by=by, at=now, **facts)


def become(
    seminar: Seminar,
    state: SeminarState,
    kind: SeatEventKind,
    *,
    by: User | None,
    reason: str = "",
    now: datetime,
) -> SeatEvent:
    """Move a locked seminar to `state` and remember who did so, and why."""
    before = seminar.state
    seminar.move_to(state)
    seminar.save(update_fields=["state"])
    states = {"before": {"state": before}, "after": {"state": seminar.state}}
    return remember(seminar, kind, by=by, reason=reason, now=now, **states)
