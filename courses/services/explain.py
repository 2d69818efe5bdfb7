"""What is the case, why, and what comes next: in plain words, for whoever reads it."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.kinds import Allocation
from courses.models import Enrolment, Seminar
from courses.rules import first_start, in_words
from courses.seats import Hindrance, Room, need, total
from courses.services.overlaps import seem_busy
from courses.services.queue import position, serves_by_itself
from courses.services.rooms import room_of, rooms_of
from courses.states import ENDED, Acceptance, ApprovalState, EnrolmentState, Priority
from organisations.models import Organisation


class Outlook(NamedTuple):
    """What a booking would bring at this moment."""

    free: int  # seats nobody waits for, of those the person may use
    place: int  # in the queue, where no seat is free
    why: str  # what stands against a seat, where there is none


def outlook(
    seminar: Seminar,
    *,
    now: datetime,
    place: Organisation | None = None,
    room: Room | None = None,
) -> Outlook:
    """Free seats for somebody who works at `place`, and the place in the queue they would get."""
    room = room or room_of(seminar, now=now)
    key = room.charge_of(place.path) if place else None
    waiting = sum(promise.waiting for promise in room.by_key.values())
    block = room.block(key)
    if block is None and seminar.allocation == Allocation.FIRST_COME:
        return Outlook(free=_free_for(room, key), place=waiting + 1, why="")
    why = " ".join(_why_no_seat(seminar, room, key)) if block else ""
    return Outlook(free=0, place=waiting + 1, why=why)


def why(enrolment: Enrolment, *, now: datetime, room: Room | None = None) -> str:
    """A few sentences: what is the case, since when, why, and what changes it.

    Costs no query for rows with `with_position`, their events and the `room` at hand, but for
    somebody whom nothing but another seat of theirs hinders.
    """
    return " ".join(reasons(enrolment, now=now, room=room))


def explain_all(enrolments: Iterable[Enrolment], *, now: datetime) -> None:
    """Give each its `why`; more rows cost no more queries."""
    waiting = [e for e in enrolments if e.state == EnrolmentState.WAITING]
    rooms = rooms_of([e.seminar for e in waiting], now=now) if waiting else {}
    _look_elsewhere(waiting, rooms)
    for enrolment in enrolments:
        enrolment.why = why(enrolment, now=now, room=rooms.get(enrolment.seminar_id))


def _look_elsewhere(waiting, rooms):
    """Note at once who may have a free seat here but has one elsewhere: a query per seminar."""
    free = {}
    for enrolment in waiting:
        if rooms[enrolment.seminar_id].block(enrolment.charged_to_id) is None:
            free.setdefault(enrolment.seminar, []).append(enrolment)
    for seminar, enrolments in free.items():
        elsewhere = seem_busy(seminar, enrolments)
        for enrolment in enrolments:
            enrolment.busy = enrolment in elsewhere


def reasons(enrolment: Enrolment, *, now: datetime, room: Room | None = None) -> list[str]:
    """The same as a list of sentences."""
    if enrolment.state == EnrolmentState.WAITING:
        room = room or room_of(enrolment.seminar, now=now)
        return list(_of_waiting(enrolment, room, now))
    if enrolment.state == EnrolmentState.HELD:
        return list(_of_held(enrolment))
    if enrolment.state == EnrolmentState.CONFIRMED:
        return [_of_confirmed(enrolment)]
    return [_of_the_last_event(enrolment)]


def _of_the_last_event(enrolment):
    last = max(enrolment.events.all(), key=lambda event: event.pk)
    facts = {
        "state": enrolment.get_state_display(),
        "when": _day(enrolment.moved_at),
        "reason": last.reason,
    }
    if last.reason:
        return _("%(when)s: %(state)s – %(reason)s") % facts
    return _("%(when)s: %(state)s.") % facts


def what_next(enrolment: Enrolment, *, now: datetime) -> str:
    """What the person may expect, or do, from here on."""
    if enrolment.state in ENDED:
        return _("This enrolment has ended. In the catalogue you find other dates and courses.")
    if enrolment.state in [EnrolmentState.WAITING, EnrolmentState.HELD]:
        return _next_without_a_seat(enrolment)
    if enrolment.state == EnrolmentState.CONFIRMED:
        return _next_for_participants(enrolment, now)
    return _(
        "Your attendance is recorded. If something is wrong, please write to %(office)s: %(email)s."
    ) % {
        "office": enrolment.seminar.central_office,
        "email": enrolment.seminar.central_office.email,
    }


def _next_without_a_seat(enrolment):
    if enrolment.state == EnrolmentState.HELD and enrolment.acceptance == Acceptance.PENDING:
        return _("Please accept the seat, or leave it to the next one in the queue.")
    return _(
        "There is nothing you need to do: you get an e-mail as soon as a seat is yours. "
        "If you cannot come any more, please cancel."
    )


def _ended(sentence):
    """With a full stop, as another sentence follows."""
    return sentence if sentence.endswith((".", "!", "?")) or not sentence else f"{sentence}."


def _of_waiting(enrolment, room, now):
    facts = {
        "position": vars(enrolment).get("position") or position(enrolment),
        "since": _day(enrolment.requested_at),
    }
    yield _("Number %(position)s in the queue since %(since)s.") % facts
    if enrolment.priority != Priority.NORMAL:
        yield _("The office set the priority “%(priority)s”: %(reason)s") % {
            "priority": enrolment.get_priority_display(),
            "reason": _ended(enrolment.priority_reason),
        }
    if enrolment.approval == ApprovalState.PENDING:
        yield _("The approval is still missing; it can be given while waiting.")
    if enrolment.seminar.allocation == Allocation.SELECTION:
        yield _(
            "Applications are collected until %(day)s at %(time)s; then the seats are given by "
            "selection, and everybody is told the result and the reason."
        ) % in_words(enrolment.seminar.closes_at)
        return
    yield from _why_no_seat(enrolment.seminar, room, enrolment.charged_to_id, enrolment)
    yield _what_frees(enrolment.seminar, room, now)


def _why_no_seat(seminar, room, key, enrolment=None):
    block = room.block(key)
    if block is None:
        yield from _why_passed_over(seminar, enrolment)
    elif block.hindrance == Hindrance.FULL:
        text = ngettext("The only seat is taken.", "All %(seats)s seats are taken.", room.capacity)
        yield text % {"seats": room.capacity}
    elif block.hindrance == Hindrance.LIMIT:
        yield _("%(name)s has used up its seats: at most %(limit)s.") % {
            "name": block.by.name,
            "limit": block.by.limit,
        }
    else:
        yield _("The free seats are kept for %(whom)s.") % {"whom": _kept_for(room)}


def _why_passed_over(seminar, enrolment):
    """A seat is free and allowed, but not to this person at the moment."""
    if enrolment is None:
        return
    busy = vars(enrolment).get("busy")
    if busy is None:
        busy = enrolment in seem_busy(seminar, [enrolment])
    if busy:
        yield _("There is another seat at the same time; without it, a free one here is possible.")
    elif seminar.provider_limit:
        yield _("%(provider)s has used up its seats: at most %(limit)s per provider.") % {
            "provider": enrolment.provider,
            "limit": seminar.provider_limit,
        }


def _kept_for(room):
    """Whose guarantees are still open, how many seats, and until when."""
    parts = []
    for promise in room.by_key.values():
        inside = promise.used + sum(need(child) for child in promise.children)
        if promise.reserved > inside:
            facts = {"name": promise.name, "seats": promise.reserved - inside}
            text = _("%(name)s (%(seats)s)")
            if promise.release_at:
                facts |= in_words(promise.release_at)
                text = _("%(name)s (%(seats)s until %(day)s)")
            parts.append(text % facts)
    return ", ".join(parts)


def _what_frees(seminar, room, now):
    if not serves_by_itself(seminar, now):
        return _("Enrolment has closed: the central office decides who gets a seat that is free.")
    releases = [
        promise.release_at
        for promise in room.by_key.values()
        if promise.reserved > total(promise) and promise.release_at
    ]
    if releases:
        return _(
            "The next one moves up when a seat is given up, or when seats are released on %(day)s."
        ) % in_words(min(releases))
    return _("Whoever joined first moves up first when a seat is given up.")


def _of_held(enrolment):
    until = in_words(enrolment.held_until)
    if enrolment.person_id is None:
        yield _("Reserved; somebody must be named by %(day)s at %(time)s.") % until
        return
    yield _("A seat is held until %(day)s at %(time)s.") % until
    if enrolment.approval == ApprovalState.PENDING:
        yield _("The approval is missing; without it the seat goes to the next one.")
    if enrolment.acceptance == Acceptance.PENDING:
        yield _("It must be accepted by then; else it goes to the next one.")


def _of_confirmed(enrolment):
    facts = {"since": _day(enrolment.requested_at), "when": _day(enrolment.moved_at)}
    return _how_confirmed(enrolment) % facts


def _how_confirmed(enrolment):
    if enrolment.replaces_id:
        text = _("The seat was taken over on %(since)s.")
    elif enrolment.acceptance == Acceptance.GIVEN:
        text = _("On the list since %(since)s; the seat was accepted on %(when)s.")
    elif enrolment.approval == ApprovalState.GRANTED:
        text = _("Enrolled on %(since)s; approved, and confirmed on %(when)s.")
    elif enrolment.moved_at == enrolment.requested_at:
        text = _("A seat was free at the time of enrolment on %(since)s.")
    else:
        text = _("Waited since %(since)s and moved up on %(when)s, when a seat became free.")
    return text


def _free_for(room, key):
    """How many more people charged to `key` could be seated."""
    given = 0
    while room.block(key) is None:
        room.by_key[key].used += 1
        given += 1
    room.by_key[key].used -= given
    return given


def _next_for_participants(enrolment, now):
    start = first_start(enrolment.seminar)
    if start is None or now >= start:
        return _("Your attendance is recorded by the central office when the seminar is over.")
    return _(
        "The seminar begins on %(day)s at %(time)s. If you cannot come, please cancel in good "
        "time: your seat then goes to whoever has waited longest."
    ) % in_words(start)


def _day(moment):
    return _written(timezone.localdate(moment), get_language())


@lru_cache(maxsize=1000)
def _written(day, _language):
    return date_format(day, "DATE_FORMAT")
