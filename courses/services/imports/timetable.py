"""Putting the sessions of a seminar where a file wants them, keeping those that are there."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import F

from courses.models import Attendance, Seminar, Session
from courses.services.imports.sessions import STEP, Span, spread

OUT_OF_THE_WAY = timedelta(days=36525)
Pairs = list[tuple[Session | None, Span]]


@dataclass(frozen=True)
class Arrangement:
    """Sessions to be created or changed, and sessions to be given up."""

    sessions: list[Session]
    removed: list[Session]

    def __bool__(self) -> bool:
        return bool(self.sessions or self.removed)


def recorded(seminar: Seminar) -> set[int]:
    """The sessions whose attendance is recorded, at least in part."""
    rows = Attendance.objects.filter(session__seminar=seminar)
    return set(rows.values_list("session", flat=True))


def span_of(session: Session) -> Span:
    return Span(session.starts_at, session.ends_at)


def pair(seminar: Seminar, spans: list[Span]) -> Pairs:
    """Which session becomes which span. As many as before: each in its order.

    Else sessions stay where one begins, and the others fill the gaps in their order. A span
    without a session is new; a session without a span is given up.
    """
    sessions = list(seminar.sessions.order_by("starts_at"))
    if len(sessions) == len(spans):
        return list(zip(sessions, spans, strict=True))
    by_start = {session.starts_at: session for session in sessions}
    stay = {span: by_start[span.starts_at] for span in spans if span.starts_at in by_start}
    free = iter([session for session in sessions if session not in stay.values()])
    return [(stay.get(span) or next(free, None), span) for span in spans]


def arrange(seminar: Seminar, spans: list[Span], *, moved: bool) -> Arrangement:
    """What has to happen to the sessions of `seminar` so that they are at exactly these `spans`.

    A session that moves keeps its identity, so that it moves in every calendar too. `moved` says
    that the place of the whole seminar changed, of which calendars are told as well.
    """
    pairs = pair(seminar, spans)
    units = _units(seminar, pairs)
    kept = [session.pk for session, _span in pairs if session]
    wanted = [
        _arranged(session, span, share, moved=moved)
        for (session, span), share in zip(pairs, units, strict=True)
    ]
    return Arrangement(
        sessions=[session for session in wanted if session],
        removed=list(seminar.sessions.exclude(pk__in=kept)),
    )


def _arranged(session, span, share, *, moved):
    """The session as it shall be, not saved yet; None when it is so already."""
    if session is None:
        return Session(starts_at=span.starts_at, ends_at=span.ends_at, teaching_units=share)
    moved = moved or span_of(session) != span
    if not moved and session.teaching_units == share:
        return None
    session.sequence += moved
    session.starts_at, session.ends_at = span.starts_at, span.ends_at
    session.teaching_units = share
    return session


def put_in_place(seminar: Seminar, arrangement: Arrangement) -> None:
    """Save what was arranged."""
    seminar.sessions.filter(pk__in=[session.pk for session in arrangement.removed]).delete()
    # Two sessions that swap their times would meet on the way.
    seminar.sessions.filter(pk__in=[session.pk for session in arrangement.sessions]).update(
        starts_at=F("starts_at") + OUT_OF_THE_WAY, ends_at=F("ends_at") + OUT_OF_THE_WAY
    )
    for session in arrangement.sessions:
        session.seminar = seminar
        session.save()


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
