"""Promising seats: setting, handing back and giving away contingents, and charging to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from courses.kinds import EventKind, SeatEventKind
from courses.models import Contingent, Enrolment, SeatEvent, Seminar
from courses.rules import (
    reasons_against_contingents,
    reasons_not_to_charge,
    reasons_not_to_hand_back,
    reasons_not_to_replan,
)
from courses.seats import Contingent as PromiseInRoom
from courses.seats import Room
from courses.services.hats import manages, works_for_office_of
from courses.services.moves import lock, note
from courses.services.queue import serve
from courses.services.rooms import open_room, take_hold
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import CentralOffice, Organisation, User

LONGEST = SeatEvent.reason.field.max_length
FACTS = ("reserved", "limit", "release_at")


@dataclass(frozen=True)
class Promise:
    """What a contingent shall be; the owner is a node of the tree or a central office."""

    owner: Organisation | CentralOffice
    reserved: int = 0
    limit: int | None = None
    release_at: datetime | None = None

    @property
    def key(self) -> dict:
        field = "organisation" if isinstance(self.owner, Organisation) else "central_office"
        return {field: self.owner}


@transacted
def set_contingents(
    *,
    seminar: Seminar,
    promises: Iterable[Promise],
    by: User | None,
    now: datetime,
    reason: str = "",
) -> list[Enrolment]:
    """Make the contingents of the seminar exactly these, and serve the queue; who got a seat.

    `by` works for the office, or is nobody where a file is imported. Every change is remembered.
    A seat charged to a contingent that is gone is charged to the next one above it. Raises Refused
    with the numbers when the guarantees do not fit.
    """
    seminar = lock(seminar)
    if by is not None and not works_for_office_of(by, seminar):
        raise PermissionDenied
    refuse(reasons_not_to_replan(seminar=seminar))
    open_room(seminar, now=now)
    stored = {_identity(c): c for c in _contingents(seminar)}
    wanted = {_identity(_unsaved(seminar, promise)): promise for promise in promises}
    gone = [contingent for key, contingent in stored.items() if key not in wanted]
    for key, promise in wanted.items():
        _store(seminar, stored.get(key), promise, by=by, reason=reason, now=now)
    return _rearrange(seminar, gone, by=by, reason=reason, now=now)


def _rearrange(seminar, gone, *, by, reason, now):
    _charge_anew(seminar, gone)
    for contingent in gone:
        _remember(contingent, SeatEventKind.CONTINGENT, by, reason, now, after={})
        contingent.delete()
    room = open_room(seminar, now=now)
    refuse(reasons_against_contingents(room=room))
    return serve(seminar, room, now=now)


@transacted
def hand_back(
    *, contingent: Contingent, seats: int, by: User, now: datetime, reason: str = ""
) -> list[Enrolment]:
    """Give up guaranteed seats nobody uses before their release; who got one of them."""
    seminar, contingent, room = _take(contingent, by, now)
    _refuse_more_than_open(contingent, room, seats)
    _lower(contingent, SeatEventKind.HANDED_BACK, seats, by=by, reason=reason, now=now)
    return serve(seminar, open_room(seminar, now=now), now=now)


@transacted
def give(
    *,
    contingent: Contingent,
    to: Organisation,
    seats: int,
    by: User,
    now: datetime,
    reason: str = "",
) -> Contingent:
    """Give guaranteed seats nobody uses to another node; both sides are recorded."""
    seminar, contingent, room = _take(contingent, by, now)
    _refuse_more_than_open(contingent, room, seats)
    _lower(contingent, SeatEventKind.GIVEN, seats, by=by, reason=f"→ {to}. {reason}", now=now)
    theirs = _contingents(seminar).filter(organisation=to).first()
    theirs = theirs or Contingent.objects.create(seminar=seminar, organisation=to)
    before = _numbers(theirs)
    theirs.reserved += seats
    if theirs.limit is not None:
        theirs.limit = max(theirs.limit, theirs.reserved)
    theirs.release_at = theirs.release_at or contingent.release_at
    theirs.released_at = None
    theirs.save(update_fields=["reserved", "limit", "release_at", "released_at"])
    _remember(
        theirs,
        SeatEventKind.RECEIVED,
        by,
        f"← {contingent.owner}. {reason}",
        now,
        before=before,
        after=_numbers(theirs),
    )
    _rearrange(seminar, [], by=by, reason=reason, now=now)
    return theirs


@transacted
def charge(
    *, enrolment: Enrolment, contingent: Contingent | None, by: User, reason: str, now: datetime
) -> Enrolment:
    """Charge a seat, or a place in the queue, to another contingent: the office's reserve, say."""
    held = take_hold(enrolment, now=now)
    enrolment, key = held.enrolment, contingent and contingent.pk
    if not works_for_office_of(by, held.seminar):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Enter a reason: it is recorded and shown in reports."))
    refuse(reasons_not_to_charge(room=held.room, enrolment=enrolment, key=key))
    enrolment.charged_to_id, enrolment.charge_reason = key, reason
    enrolment.save(update_fields=["charged_to", "charge_reason"])
    note(enrolment, EventKind.CHARGE, by=by, reason=reason, now=now)
    serve(held.seminar, open_room(held.seminar, now=now), now=now)
    return enrolment


def _take(contingent, by, now):
    """The contingent under its seminar's lock, for its own managers and the office only."""
    seminar = lock(contingent.seminar)
    contingent = _contingents(seminar).get(pk=contingent.pk)
    owner = contingent.organisation
    if not works_for_office_of(by, seminar) and not (owner and manages(by, owner)):
        raise PermissionDenied
    refuse(reasons_not_to_replan(seminar=seminar))
    return seminar, contingent, open_room(seminar, now=now)


def _refuse_more_than_open(contingent, room: Room, seats):
    promise = room.by_key[contingent.pk]
    refuse(reasons_not_to_hand_back(contingent=contingent, promise=promise, seats=seats))


def _lower(contingent, kind, seats, *, by, reason, now):
    before = _numbers(contingent)
    contingent.reserved -= seats
    contingent.save(update_fields=["reserved"])
    after = _numbers(contingent)
    _remember(contingent, kind, by, reason.strip(), now, before=before, after=after)


def _contingents(seminar):
    rows = seminar.contingents.select_related("organisation", "central_office")
    return rows.order_by("pk")


def _identity(contingent):
    return contingent.organisation_id, contingent.central_office_id


def _unsaved(seminar, promise):
    return Contingent(seminar=seminar, **promise.key)


def _store(seminar, contingent, promise, *, by, reason, now):
    """Create or change one contingent; a new day of release makes the guarantee stand again."""
    before = _numbers(contingent) if contingent else {}
    contingent = contingent or _unsaved(seminar, promise)
    if contingent.release_at != promise.release_at:
        contingent.released_at = None
    for name in FACTS:
        setattr(contingent, name, getattr(promise, name))
    after = _numbers(contingent)
    if contingent.pk is None or before != after:
        contingent.full_clean(exclude=["seminar"])
        contingent.save()
        kind = SeatEventKind.CONTINGENT
        _remember(contingent, kind, by, reason, now, before=before, after=after)


def _charge_anew(seminar, gone):
    """Charge everything to the contingents there are now; what the office charged stays there."""
    left = [c for c in _contingents(seminar) if c not in gone]
    room = Room(0, _bare(None, ""), [_bare(c.pk, _path(c)) for c in left])
    lost = {contingent.pk for contingent in gone}
    moved = {}
    rows = seminar.enrolments.values_list("pk", "organisation__path", "charged_to", "charge_reason")
    for pk, path, charged, by_hand in rows:
        target = charged if by_hand and charged not in lost else room.charge_of(path)
        if target != charged:
            moved.setdefault(target, []).append(pk)
    for target, keys in moved.items():
        reset = {"charge_reason": ""}
        Enrolment.objects.filter(pk__in=keys).update(charged_to=target, **reset)


def _bare(key, path):
    return PromiseInRoom(key=key, path=path)


def _path(contingent):
    return contingent.organisation.path if contingent.organisation else ""


def _numbers(contingent):
    release = contingent.release_at
    return {
        "reserved": contingent.reserved,
        "limit": contingent.limit,
        "release_at": release and release.isoformat(),
    }


def _remember(contingent, kind, by, reason, now, **numbers: dict):
    numbers.setdefault("before", _numbers(contingent))
    SeatEvent.objects.create(
        seminar_id=contingent.seminar_id,
        at=now,
        by=by,
        kind=kind,
        whom=str(contingent.owner),
        reason=reason[:LONGEST],
        **numbers,
    )
