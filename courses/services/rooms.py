"""The room of a seminar as it is now: what has run out is cleared away before anybody looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _

from courses import mails
from courses.kinds import SeatEventKind
from courses.models import ApprovalStep, Contingent, Enrolment, SeatCount, SeatEvent, Seminar
from courses.seats import Contingent as Promise
from courses.seats import Room
from courses.services.moves import lock, move_all
from courses.states import Acceptance, ApprovalState, EnrolmentState, StepState
from fortbildung.shared.records import for_the_record
from fortbildung.shared.trips import Question, run


@dataclass
class Locked:
    """An enrolment as it is now, with its seminar locked and its room open."""

    seminar: Seminar
    room: Room
    enrolment: Enrolment

    def leave(self) -> None:
        """The room without the enrolment; call before it moves to an ended state."""
        self.room.leave(self.enrolment.charged_to_id, had_a_seat=self.enrolment.holds_a_seat)


def take_hold(enrolment: Enrolment, *, now: datetime) -> Locked:
    """Lock the seminar and read the enrolment anew: what was overdue has ended by then."""
    seminar = lock(enrolment.seminar)
    room = open_room(seminar, now=now)
    rows = seminar.enrolments.select_related("person", "organisation", "provider", "booked_by")
    enrolment = rows.get(pk=enrolment.pk)
    enrolment.seminar = seminar
    return Locked(seminar, room, enrolment)


def room_of(seminar: Seminar, *, now: datetime) -> Room:
    """The seminar's seats at `now`, for looking only, in one query."""
    return rooms_of([seminar], now=now)[seminar.pk]


def rooms_of(seminars: Iterable[Seminar], *, now: datetime) -> dict[int, Room]:
    """The rooms of many seminars by their keys, in one query."""
    by_key = {seminar.pk: seminar for seminar in seminars}
    rows = _by_seminar(_rows(by_key))
    return {key: _built(by_key[key], found, now) for key, found in rows.items()}


def opens(keys: Iterable[int]) -> list[Question]:
    """What `open_rooms` asks, for `ahead`."""
    return [(ROWS, (list(keys),))]


def open_room(seminar: Seminar, *, now: datetime) -> Room:
    """The room of a locked seminar: overdue seats are given back, due guarantees released.

    `room.last_joined_at` is when the last one joined the queue.
    """
    return open_rooms([seminar], now=now)[seminar.pk]


def open_rooms(seminars: Sequence[Seminar], *, now: datetime) -> dict[int, Room]:
    """The same for several by their keys."""
    found = _by_seminar(_rows([seminar.pk for seminar in seminars]))
    return {seminar.pk: _opened(seminar, found[seminar.pk], now) for seminar in seminars}


def _opened(seminar, rows, now):
    if rows[0].held and expire_overdue(seminar, now=now):
        rows = _rows([seminar.pk])
    if any(_is_due(row, now) for row in rows):
        _note_releases(seminar, now)
    room = _built(seminar, rows, now)
    note_kept(seminar, room)
    return room


def note_kept(seminar: Seminar, room: Room) -> None:
    """Store how many free seats are kept for guarantees: lists show what is left for all."""
    kept = max(room.kept, 0)
    if kept != room.stored_kept:
        SeatCount.objects.filter(seminar=seminar.pk).update(kept=kept)
        room.stored_kept = kept


def expire_overdue(seminar: Seminar, *, now: datetime) -> list[Enrolment]:
    """End what was held until a moment that has passed; each person is told what was missing."""
    overdue = seminar.enrolments.overdue(now).select_related("person", "booked_by").order_by("pk")
    by_reason = {}
    for enrolment in overdue:
        enrolment.seminar = seminar
        by_reason.setdefault(_what_was_missing(enrolment), []).append(enrolment)
    for reason, enrolments in by_reason.items():
        mails.tell_all(move_all(enrolments, EnrolmentState.EXPIRED, reason=reason, now=now))
        void_steps(enrolments)
    return [enrolment for enrolments in by_reason.values() for enrolment in enrolments]


def void_steps(enrolments: list[Enrolment]) -> None:
    """Nothing is left to approve for those who have left."""
    asked = [e.pk for e in enrolments if e.approval == ApprovalState.PENDING]
    if asked:
        ApprovalStep.objects.pending().filter(enrolment__in=asked).update(state=StepState.VOID)


@for_the_record
def _what_was_missing(enrolment):
    if enrolment.person_id is None:
        return _("Nobody was named in time.")
    if enrolment.approval == ApprovalState.PENDING:
        return _("The approval did not come in time.")
    if enrolment.acceptance == Acceptance.PENDING:
        return _("The offer was not accepted in time.")
    return _("The time for it has passed.")


class _Row(NamedTuple):
    """A contingent, if there is one, with the counts of its seminar."""

    seminar: int
    taken: int
    held: int
    waiting: int
    last_joined_at: datetime | None
    kept: int
    c_pk: int | None
    c_reserved: int
    c_limit: int | None
    c_used: int
    c_waiting: int
    c_release_at: datetime | None
    c_released_at: datetime | None
    c_path: str | None
    c_name: str


ROWS = """
    SELECT s.seminar_id, s.taken, s.held, s.waiting, s.last_joined_at, s.kept,
        c.id, c.reserved, c."limit", c.used, c.waiting, c.release_at, c.released_at,
        o.path, COALESCE(o.name, z.name)
    FROM courses_seatcount AS s
    LEFT JOIN courses_contingent AS c USING (seminar_id)
    LEFT JOIN organisations_organisation AS o ON o.id = c.organisation_id
    LEFT JOIN organisations_centraloffice AS z ON z.id = c.central_office_id
    WHERE s.seminar_id = ANY(%s)
"""


def _rows(seminars):
    """A row per contingent, at least one a seminar, with its seminar's counts; always fresh."""
    return [_Row(*row) for row in run(ROWS, list(seminars))]


def _by_seminar(rows):
    found = {}
    for row in rows:
        found.setdefault(row.seminar, []).append(row)
    return found


def _is_due(row, now):
    return row.c_release_at and row.c_released_at is None and row.c_release_at <= now


def _built(seminar, rows, now):
    counts = rows[0]
    promises = [_promise(row, now) for row in rows if row.c_pk is not None]
    root = Promise(
        used=counts.taken - sum(promise.used for promise in promises),
        waiting=counts.waiting - sum(promise.waiting for promise in promises),
    )
    room = Room(seminar.capacity, root, promises)
    room.last_joined_at, room.stored_kept = counts.last_joined_at, counts.kept
    room.in_later_classes = {}
    return room


def _promise(row, now):
    released = row.c_released_at is not None or _is_due(row, now)
    return Promise(
        used=row.c_used,
        reserved=0 if released else row.c_reserved,
        limit=row.c_limit,
        waiting=row.c_waiting,
        key=row.c_pk,
        path=row.c_path or "",
        name=row.c_name,
        release_at=row.c_release_at,
    )


def _note_releases(seminar, now):
    """Write down what the calendar has released; the guarantee ended at its own moment."""
    due = list(seminar.contingents.due(now).select_related("organisation", "central_office"))
    SeatEvent.objects.bulk_create(
        [
            SeatEvent(
                seminar=seminar,
                at=now,
                kind=SeatEventKind.RELEASED,
                whom=str(contingent.owner),
                before={"reserved": contingent.reserved},
                after={"reserved": 0},
            )
            for contingent in due
        ]
    )
    Contingent.objects.filter(pk__in=[c.pk for c in due]).update(released_at=F("release_at"))
