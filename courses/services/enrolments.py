"""Joining and leaving the queue for a seminar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from courses import mails
from courses.models import CancellationFee, Enrolment, Seminar
from courses.rules import (
    asks_for_clashes,
    fee_for_leaving,
    reasons_not_to_cancel,
    reasons_not_to_enrol,
    reasons_to_tell_again,
)
from courses.seats import Room
from courses.services.asking import ask_for_approval, first_answer
from courses.services.hats import Hat, hat_of
from courses.services.moves import Keys, drawn_keys, draws_keys, lock_all, locks, move, save_new
from courses.services.overlaps import lock_people, locks_people
from courses.services.queue import (
    give_seats,
    newcomers_position,
    seat_at_once,
    serve,
    serves_by_itself,
)
from courses.services.rooms import open_rooms, opens, take_hold, void_steps
from courses.states import ApprovalState, EnrolmentState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.records import for_the_record
from fortbildung.shared.together import OneByOne
from fortbildung.shared.transactions import part_of, transacted
from fortbildung.shared.trips import ahead
from organisations.models import Employment, Organisation, User
from organisations.services.context import context_of, current_jobs


def ways_to_book(
    *, person: User, seminar: Seminar, now: datetime
) -> tuple[list[Employment], list[str]]:
    """The employments in which `person` may book; where there is none, every reason why not."""
    jobs = current_jobs(person, on=timezone.localdate(now))
    against = {
        job: list(reasons_not_to_enrol(person=person, seminar=seminar, employment=job, now=now))
        for job in jobs or [None]
    }
    if ways := [job for job, reasons in against.items() if not reasons]:
        return ways, []
    return [], list(dict.fromkeys(reason for reasons in against.values() for reason in reasons))


@dataclass(frozen=True)
class Wish:
    """What somebody wants who books; `by` wears the `hat` towards `person`.

    `also` writes what belongs to the enrolment once it is there.
    """

    person: User
    seminar: Seminar
    employment: Employment | None
    now: datetime
    by: User
    hat: Hat
    note: str
    override_reason: str
    also: Callable[[Enrolment], None] | None
    language: str


def wish(  # noqa: PLR0913 – all facts of one act
    *,
    person: User,
    seminar: Seminar,
    employment: Employment | None,
    now: datetime,
    by: User | None = None,
    note: str = "",
    override_reason: str = "",
    also: Callable[[Enrolment], None] | None = None,
) -> Wish:
    """To book for `person`, who does it themselves, or their manager or the office does (`by`).

    The office may set rules aside with a reason.
    """
    by = by or person
    hat = hat_of(by, seminar=seminar, person=person, place=employment and employment.organisation)
    if override_reason and hat != Hat.OFFICE:
        raise Refused(_("Only the central office may set rules aside."))
    said = {"note": note, "override_reason": override_reason, "also": also}
    known = {"person": person, "seminar": seminar, "employment": employment, "now": now}
    return Wish(by=by, hat=hat, language=get_language(), **known, **said)


@transacted
def enrol(**facts: object) -> Enrolment:
    """Put somebody at the end of the queue for a seminar, then serve the queue; facts as of a wish.

    Raises Refused with every reason that stands against it.
    """
    (outcome,) = part_of(enrol_all)([wish(**facts)])
    return enrolled(outcome)


def enrolled(outcome: Enrolment | Refused) -> Enrolment:
    """The enrolment that was made; raises Refused where none was."""
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


@transacted
def enrol_all(wishes: Sequence[Wish]) -> list[Enrolment | Refused]:
    """Put these different people into their queues, one after the other, and serve the queues.

    Gives for each the enrolment, in which the context of the employment is frozen, or every reason
    that stands against it. Raises OneByOne where one of them could change what the next may do.
    """
    keys = sorted({wish.seminar.pk for wish in wishes})
    people = [wish.person.pk for wish in wishes]
    with ahead(
        *locks(keys),
        *opens(keys),
        draws_keys(len(wishes)),
        *locks_people(people),
        *(asks_for_clashes([wish.person.pk], wish.seminar) for wish in wishes),
    ):
        seminars = {seminar.pk: seminar for seminar in lock_all(keys)}
        rooms = open_rooms(list(seminars.values()), now=max(wish.now for wish in wishes))
        # Seats would go to people who wait, who may be the next ones here.
        if len(wishes) > 1 and any(room.claimable() for room in rooms.values()):
            raise OneByOne
        drawn = drawn_keys(len(wishes))
        lock_people(people)
        against = [_reasons_against(wish, seminars[wish.seminar.pk]) for wish in wishes]
    return [
        Refused(reasons)
        if reasons
        else _enter(wish, seminars[wish.seminar.pk], rooms[wish.seminar.pk], own)
        for wish, reasons, own in zip(wishes, against, drawn, strict=True)
    ]


def _reasons_against(wish, seminar):
    facts = {"person": wish.person, "employment": wish.employment, "now": wish.now}
    with override(wish.language):
        found = reasons_not_to_enrol(
            seminar=seminar, **facts, overridden=bool(wish.override_reason)
        )
        return list(found)


def _enter(wish, seminar, room, keys):
    facts = {"person": wish.person, "employment": wish.employment, "note": wish.note}
    facts |= {"override_reason": wish.override_reason, **context_of(wish.employment)}
    made = join(seminar, room, facts, by=wish.by, hat=wish.hat, now=wish.now, keys=keys)
    if wish.also:
        wish.also(made)
    return made


def join(  # noqa: PLR0913 – all facts of one act
    seminar: Seminar,
    room: Room,
    facts: dict,
    *,
    by: User,
    hat: Hat,
    now: datetime,
    keys: Keys | None = None,
) -> Enrolment:
    """Write the enrolment at the end of the queue, serve the queue, and tell who waits.

    After enrolment has closed, what the office enters gets a free seat at once: it has decided.
    """
    enrolment = newcomer(seminar, room, facts, by=by, hat=hat, now=now)
    approves_by_booking = hat == Hat.MANAGER and enrolment.approval == ApprovalState.PENDING
    if not approves_by_booking and (standing := seat_at_once(seminar, room, enrolment, now=now)):
        events = save_new(enrolment, keys, by=by, reason=enrolment.override_reason, **standing)
        ask_for_approval(enrolment, by=by, hat=hat, now=now)
        mails.tell_all(events[1:])
        return enrolment
    room.join(enrolment.charged_to_id)
    (joined,) = save_new(enrolment, keys, by=by, reason=enrolment.override_reason)
    ask_for_approval(enrolment, by=by, hat=hat, now=now)
    served = serve(seminar, room, now=now, joined=enrolment)
    if hat == Hat.OFFICE and not serves_by_itself(seminar, now) and seminar.closes_at <= now:
        entered = {"by": by, "reason": "", "joined": enrolment}
        served = give_seats(seminar, room, [enrolment], now=now, **entered)
    enrolment = next((other for other in served if other == enrolment), enrolment)
    if enrolment.state == EnrolmentState.WAITING and enrolment.person_id:
        enrolment.position, enrolment.room = newcomers_position(room, enrolment), room
        mails.tell(joined, position=enrolment.position)
    return enrolment


def newcomer(
    seminar: Seminar, room: Room, facts: dict, *, by: User, hat: Hat, now: datetime
) -> Enrolment:
    """Somebody about to wait behind all who joined before it was their turn; not saved yet."""
    joined_at = max(now, room.last_joined_at or now)
    place: Organisation = facts["organisation"]
    facts = {"charged_to_id": room.charge_of(place.path), **facts}
    room.last_joined_at = joined_at
    return Enrolment(
        seminar=seminar,
        booked_by=None if hat == Hat.PERSON else by,
        state=EnrolmentState.WAITING,
        requested_at=joined_at,
        moved_at=joined_at,
        approval=first_answer(seminar, facts),
        **facts,
    )


@transacted
def cancel(
    *,
    enrolment: Enrolment,
    by: User,
    now: datetime,
    reason: str = "",
    waive_reason: str = "",
    told_fee: Decimal | None = None,
) -> Enrolment:
    """Give up the seat or the place in the queue; the next one moves up at once.

    What the policy of the seminar asks for it is recorded; the office may waive it with a reason.
    Whoever was told a fee before never owes more than that.
    """
    held = take_hold(enrolment, now=now)
    seminar, enrolment = held.seminar, held.enrolment
    hat = hat_of(by, seminar=seminar, person=enrolment.person, place=enrolment.organisation)
    if waive_reason and hat != Hat.OFFICE:
        raise Refused(_("Only the central office waives a cancellation fee."))
    refuse(reasons_not_to_cancel(enrolment=enrolment, now=now, by_office=hat == Hat.OFFICE))
    refuse(reasons_to_tell_again(enrolment=enrolment, told_fee=told_fee, now=now))
    _record_fee(enrolment, by=by, waive_reason=waive_reason, now=now)
    held.leave()
    void_steps([enrolment])
    mails.tell(move(enrolment, EnrolmentState.CANCELLED, by=by, reason=reason, now=now))
    serve(seminar, held.room, now=now)
    return enrolment


@for_the_record
def _record_fee(enrolment, *, by, waive_reason, now):
    fee = fee_for_leaving(enrolment, now=now)
    if not fee.amount:
        return
    waived = {"waived_at": now, "waived_by": by, "waived_reason": waive_reason}
    CancellationFee.objects.create(
        enrolment=enrolment,
        amount=fee.amount,
        rule=fee.rule,
        recorded_at=now,
        **(waived if waive_reason else {}),
    )
