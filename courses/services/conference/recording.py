"""From stays in a conference to attendance of the sessions it was held in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from courses.kinds import AttendanceSource
from courses.models import Seminar, Session
from courses.services.attendance import Entry, record
from courses.services.conference.reading import Guest, Stay
from fortbildung.shared.errors import Refused
from organisations.models import User

A_MINUTE = timedelta(minutes=1)
ROUNDING = timedelta(seconds=90)  # a tool's duration may differ that much from its own times


def sessions_held(guests: Iterable[Guest], sessions: Iterable[Session]) -> list[Session]:
    """The sessions in which anybody was there."""
    stays = [stay for guest in guests for stay in guest.stays]
    return [session for session in sessions if pieces(stays, session)]


def entry_of(stays: Sequence[Stay], session: Session, sessions: Sequence[Session]) -> Entry:
    """How somebody attended the session; what two devices saw at once counts once."""
    inside = pieces(stays, session)
    if not inside:
        return Entry(present=False)
    there = sum((end - start for start, end in inside), timedelta())
    there -= sum((_unseen(stay, session, sessions) for stay in stays), timedelta())
    late, early = (
        _minutes(inside[0][0] - session.starts_at),
        _minutes(session.ends_at - inside[-1][1]),
    )
    away = max(session.minutes - late - early - _minutes(there), 0)
    if late + early + away >= session.minutes:
        return Entry(present=False)
    return Entry(late=late, early=early, away=away)


def pieces(stays: Iterable[Stay], session: Session) -> list[tuple[datetime, datetime]]:
    """The parts of the session somebody was there, in order and without overlaps."""
    cut = sorted(
        (max(stay.joined, session.starts_at), min(stay.left or session.ends_at, session.ends_at))
        for stay in stays
    )
    merged = []
    for start, end in cut:
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _unseen(stay, session, sessions):
    """Time away within a stay of which the tool tells only beginning, end and sum.

    What lies outside all sessions, a lunch break say, explains a part of it; the rest is taken
    off the session in which most of the stay lies.
    """
    if stay.spent is None or stay.left is None:
        return timedelta()
    each = {other.pk: _length(pieces([stay], other)) for other in sessions}
    whole = stay.left - stay.joined
    outside = whole - sum(each.values(), timedelta())
    missing = whole - stay.spent - outside
    longest = max(each, key=each.get)
    if missing < ROUNDING or session.pk != longest:
        return timedelta()
    return min(missing, each[longest])


def _length(parts):
    return sum((end - start for start, end in parts), timedelta())


def _minutes(time):
    return max(round(time / A_MINUTE), 0)


def record_conference(
    *,
    seminar: Seminar,
    guests: Sequence[Guest],
    chosen: Mapping[int, int],
    missing_were_absent: bool,
    by: User,
    now: datetime,
) -> int:
    """Record the guests as the office has `chosen`: number of the guest → enrolment.

    How many entries are new or changed. Whoever is nobody's choice stays as they are, unless
    `missing_were_absent`.
    """
    sessions = list(seminar.sessions.order_by("starts_at"))
    held = sessions_held(guests, sessions)
    if not held:
        raise Refused(_("Nobody in the file was there during a session of this seminar."))
    stays = {}
    for number, seat in chosen.items():
        stays.setdefault(seat, []).extend(guests[number].stays)
    if missing_were_absent:
        for seat in seminar.enrolments.taking_part().values_list("pk", flat=True):
            stays.setdefault(seat, [])
    entries = {
        (seat, session.pk): entry_of(theirs, session, sessions)
        for seat, theirs in stays.items()
        for session in held
    }
    return record(seminar=seminar, entries=entries, by=by, now=now, source=AttendanceSource.IMPORT)
