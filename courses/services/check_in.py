"""People come and go: each scan is kept for good, and attendance follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from courses.codes import read_personal_code
from courses.kinds import AttendanceSource, ScanChannel, ScanKind
from courses.models import Attendance, Enrolment, Scan, Seminar, Session
from courses.rules import (
    is_open_for_check_in,
    minutes_early,
    minutes_late,
    reasons_not_to_record,
    reasons_not_to_scan,
)
from courses.services.attendance import Entry, record
from courses.services.moves import lock
from courses.states import SETTLED, TAKES_PART
from fortbildung.shared.transactions import transacted
from organisations.models import User


@dataclass(frozen=True)
class Seen:
    """What a device has noted: whose code it saw, when, and whether they came or left."""

    client_id: UUID
    code: str
    at: datetime
    kind: ScanKind = ScanKind.CAME


@dataclass(frozen=True)
class Outcome:
    """What became of it. `known`: it was received before, nothing changed."""

    client_id: UUID
    state: str  # accepted, known, refused
    text: str
    enrolment: int | None = None


@transacted
def check_in(
    *,
    session: Session,
    seen: Iterable[Seen],
    by: User,
    device: str,
    now: datetime,
    channel: ScanChannel = ScanChannel.DESK,
) -> list[Outcome]:
    """Keep what a device has noted, in the order it was seen, and derive who attended how.

    Each note is kept once, however often it is sent; one that cannot be right is refused with
    the reason, and the others are kept nevertheless.
    """
    seminar = lock(session.seminar)
    seen = sorted(seen, key=lambda each: (each.at, str(each.client_id)))
    codes = {each.client_id: read_personal_code(each.code) for each in seen}
    people = seminar.enrolments.filter(pk__in=[key for key in codes.values() if key])
    seats = {seat.pk: seat for seat in people.select_related("person")}
    known = dict(_received(codes.keys()))
    outcomes, scans = [], []
    for each in seen:
        seat = seats.get(codes[each.client_id])
        outcome = _judge(each, seat, session, seminar, known, now)
        outcomes.append(outcome)
        if outcome.state == "accepted":
            known[each.client_id] = seat.pk
            scans.append(
                Scan(
                    client_id=each.client_id,
                    session=session,
                    enrolment=seat,
                    kind=each.kind,
                    channel=channel,
                    scanned_at=each.at,
                    received_at=now,
                    by=by,
                    device=device,
                )
            )
    Scan.objects.bulk_create(scans)
    seats_seen = {scan.enrolment_id for scan in scans}
    derive(seminar=seminar, session=session, seats=seats_seen, by=by, now=now)
    return outcomes


def _received(client_ids):
    """What was kept before: the note's id, and whose it is."""
    return Scan.objects.filter(client_id__in=client_ids).values_list("client_id", "enrolment_id")


def _judge(each, seat, session, seminar, known, now):
    """What becomes of one note."""
    if each.client_id in known:
        text = _("This entry was received before.")
        return Outcome(each.client_id, "known", text, known[each.client_id])
    for reason in _reasons_against(each, seat, session, seminar, now):
        return Outcome(each.client_id, "refused", reason, seat and seat.pk)
    text = _("%(name)s has come.") if each.kind == ScanKind.CAME else _("%(name)s has left.")
    return Outcome(each.client_id, "accepted", text % {"name": seat.person}, seat.pk)


def _reasons_against(each, seat, session, seminar, now):
    if seat is None:
        yield _("This code belongs to nobody in this seminar.")
    elif seat.state not in TAKES_PART:
        yield _("%(name)s has no confirmed seat in this seminar.") % {"name": seat.person}
    if seminar.state in SETTLED:
        yield from reasons_not_to_record(seminar=seminar, now=now)
    yield from reasons_not_to_scan(session=session, at=each.at, now=now)


def derive(
    *, seminar: Seminar, session: Session, seats: set[int], by: User | None, now: datetime
) -> None:
    """Record what the scans of these people say, unless somebody has decided otherwise.

    Before the seminar has begun there is nothing to record yet: `catch_up` does it then.
    """
    if not seats or list(reasons_not_to_record(seminar=seminar, now=now)):
        return
    decided = Attendance.objects.filter(session=session, enrolment__in=seats)
    decided = decided.exclude(source=AttendanceSource.SCAN).values_list("enrolment", flat=True)
    seats = seats - set(decided)
    moments = {}
    for scan in Scan.objects.filter(session=session, enrolment__in=seats).order_by("scanned_at"):
        moments.setdefault(scan.enrolment_id, []).append(scan)
    entries = {(seat, session.pk): entry_of(scans, session) for seat, scans in moments.items()}
    record(seminar=seminar, entries=entries, by=by, now=now, source=AttendanceSource.SCAN)


def catch_up(*, now: datetime) -> int:
    """Record those who checked in before their seminar began; in how many sessions."""
    recorded = Attendance.objects.filter(
        session=OuterRef("session"), enrolment=OuterRef("enrolment")
    )
    early = Scan.objects.filter(~Exists(recorded), session__starts_at__lte=now)
    early = early.filter(session__starts_at__gt=now - timedelta(days=2))
    sessions = {}
    for scan in early.select_related("session__seminar"):
        sessions.setdefault(scan.session, set()).add(scan.enrolment_id)
    for session, seats in sessions.items():
        derive(seminar=session.seminar, session=session, seats=seats, by=None, now=now)
    return len(sessions)


def entry_of(scans: list[Scan], session: Session) -> Entry:
    """From the first coming to the last leaving; whoever came again has not left."""
    came = next((scan.scanned_at for scan in scans if scan.kind == ScanKind.CAME), None)
    late = minutes_late(session, came) if came else 0
    left = scans[-1].kind == ScanKind.LEFT
    early = minutes_early(session, scans[-1].scanned_at) if left else 0
    if late + early >= session.minutes:
        return Entry(present=False)
    return Entry(late=late, early=early)


def open_sessions_of(person: User, *, now: datetime) -> list[tuple[Session, Enrolment]]:
    """The sessions this person may check in at now, each with their seat."""
    seats = Enrolment.objects.of(person).taking_part().select_related("seminar__course")
    seats = seats.prefetch_related("seminar__sessions")
    return [
        (session, seat)
        for seat in seats
        for session in seat.seminar.sessions.all()
        if is_open_for_check_in(session, now)
    ]


def scans_of(session: Session) -> QuerySet[Scan]:
    """Who was seen, the latest first."""
    return session.scans.select_related("enrolment__person").order_by("-scanned_at", "-pk")
