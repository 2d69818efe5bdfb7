"""Where a file wants the sessions of a seminar, keeping those that are there."""

from decimal import Decimal

from courses.models import Attendance, Seminar, Session
from courses.services.imports.sessions import STEP, Span, spread

Pairs = list[tuple[Session | None, Span]]


def recorded(seminar: Seminar) -> set[int]:
    """The sessions whose attendance is recorded, at least in part."""
    rows = Attendance.objects.filter(session__seminar=seminar.pk)
    return set(rows.values_list("session", flat=True))


def span_of(session: Session) -> Span:
    return Span(session.starts_at, session.ends_at)


def pair(seminar: Seminar, spans: list[Span]) -> Pairs:
    """Which session becomes which span. As many as before: each in its order.

    Else sessions stay where one begins, and the others fill the gaps in their order. A span
    without a session is new; a session without a span is given up.
    """
    sessions = _sessions(seminar)
    if len(sessions) == len(spans):
        return list(zip(sessions, spans, strict=True))
    by_start = {session.starts_at: session for session in sessions}
    stay = {span: by_start[span.starts_at] for span in spans if span.starts_at in by_start}
    free = iter([session for session in sessions if session not in stay.values()])
    return [(stay.get(span) or next(free, None), span) for span in spans]


def arrange(seminar: Seminar, spans: list[Span]) -> tuple[list[Session], list[Session]]:
    """The sessions to create or change, and those to give up, so that they are at these `spans`.

    A session that moves keeps its identity, so that it moves in every calendar too.
    """
    pairs = pair(seminar, spans)
    units = _units(seminar, pairs)
    wanted = [
        _arranged(session, span, share) for (session, span), share in zip(pairs, units, strict=True)
    ]
    kept = {session for session, _span in pairs}
    removed = [session for session in _sessions(seminar) if session not in kept]
    return [session for session in wanted if session], removed


def _arranged(session, span, share):
    """The session as it shall be, not saved yet; None when it is so already."""
    if session is None:
        return Session(starts_at=span.starts_at, ends_at=span.ends_at, teaching_units=share)
    if (span_of(session), session.teaching_units) == (span, share):
        return None
    session.starts_at, session.ends_at = span.starts_at, span.ends_at
    session.teaching_units = share
    return session


def _sessions(seminar):
    return list(seminar.sessions.order_by("starts_at")) if seminar.pk else []


def _units(seminar: Seminar, pairs: Pairs) -> list[Decimal]:
    """The course's units, spread anew only where lengths or their sum changed.

    Sessions with recorded attendance keep theirs, for certificates may rest on them; the others
    share what is left, half a unit each at least.
    """
    course_units = seminar.course.teaching_units
    now = [session.teaching_units if session else Decimal(0) for session, _span in pairs]
    if sum(now) == course_units and all(s and s.minutes == span.minutes for s, span in pairs):
        return now
    fixed = recorded(seminar)
    free = [n for n, (session, _span) in enumerate(pairs) if not session or session.pk not in fixed]
    if not free:
        return now
    left = max(course_units - (sum(now) - sum(now[n] for n in free)), STEP * len(free))
    for n, share in zip(free, spread(left, [pairs[n][1].minutes for n in free]), strict=True):
        now[n] = share
    return now
