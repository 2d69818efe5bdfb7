"""What happened to a seminar as a whole, written down as it happens."""

from collections.abc import Iterable
from datetime import datetime

from courses.kinds import SeatEventKind
from courses.models import Engagement, SeatEvent, Seminar, Session
from courses.states import SeminarState
from organisations.models import User


def remember(
    seminar: Seminar, kind: SeatEventKind, *, by: User | None, now: datetime, **facts: object
) -> SeatEvent:
    """Write down an event: its `before`, `after`, `whom` and `reason`."""
    return SeatEvent.objects.create(seminar=seminar, kind=kind, by=by, at=now, **facts)


def times_of(sessions: Iterable[Session]) -> list[list[str]]:
    """From when to when, and where; older events tell no room."""
    return [
        [session.starts_at.isoformat(), session.ends_at.isoformat(), session.room]
        for session in sorted(sessions, key=lambda session: session.starts_at)
    ]


def taught_in(engagement: Engagement | None) -> dict:
    """Which sessions somebody teaches, as an event keeps it; nothing for whoever is not engaged."""
    if engagement is None:
        return {}
    return {"whole": True} if engagement.whole else parts_of(engagement)


def parts_of(engagement: Engagement | None) -> dict:
    """The same session by session, also of whoever teaches all that are planned later."""
    if engagement is None:
        return {}
    parts = engagement.parts.select_related("session")
    return {"sessions": times_of(part.session for part in parts)}


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
