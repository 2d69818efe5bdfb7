"""Joining and leaving the queue for a seminar."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
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
from courses.services.moves import Keys, drawn_keys, draws_keys, lock, locks, move, save_new
from courses.services.overlaps import lock_people, locks_people
from courses.services.queue import (
    give_seats,
    newcomers_position,
    seat_at_once,
    serve,
    serves_by_itself,
)
from courses.services.rooms import open_room, opens, take_hold, void_steps
from courses.states import ApprovalState, EnrolmentState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.records import for_the_record
from fortbildung.shared.transactions import transacted
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


@transacted
def enrol(  # noqa: PLR0913 – all facts of one act
    *,
    person: User,
    seminar: Seminar,
    employment: Employment | None,
    now: datetime,
    by: User | None = None,
    note: str = "",
    override_reason: str = "",
) -> Enrolment:
    """Put `person` at the end of the queue for `seminar`, then serve the queue.

    `by` is whoever books for them: their manager, or the office, which may set rules aside with
    a reason. Raises Refused with every reason that stands against it. The context of the
    employment is frozen into the enrolment.
    """
    by = by or person
    place = employment.organisation if employment else None
    hat = hat_of(by, seminar=seminar, person=person, place=place)
    if override_reason and hat != Hat.OFFICE:
        raise Refused(_("Only the central office may set rules aside."))
    with ahead(
        *locks(seminar),
        *opens(seminar),
        *draws_keys(),
        *locks_people([person.pk]),
        asks_for_clashes([person.pk], seminar),
    ):
        seminar = lock(seminar)
        room = open_room(seminar, now=now)
        keys = drawn_keys()
        lock_people([person.pk])
        chosen = {"person": person, "seminar": seminar, "employment": employment}
        refuse(reasons_not_to_enrol(**chosen, now=now, overridden=bool(override_reason)))
    facts = {"person": person, "employment": employment, "note": note, **context_of(employment)}
    facts["override_reason"] = override_reason
    return join(seminar, room, facts, by=by, hat=hat, now=now, keys=keys)


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
        enrolment.position = newcomers_position(room, enrolment)
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
