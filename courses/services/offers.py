"""An offer is a seat held for somebody who moved up, until they say yes or the time is over."""

from datetime import datetime

from courses import mails
from courses.kinds import EventKind
from courses.models import Enrolment
from courses.rules import reasons_not_to_accept
from courses.services.hats import hat_of
from courses.services.moves import move, note
from courses.services.queue import serve
from courses.services.rooms import Locked, take_hold, void_steps
from courses.states import Acceptance, ApprovalState, EnrolmentState
from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User


@transacted
def accept(*, enrolment: Enrolment, by: User, now: datetime) -> Enrolment:
    """Take the seat that is offered. Where the employer must still approve, it stays held."""
    enrolment = _take_offer(enrolment, by, now).enrolment
    enrolment.acceptance = Acceptance.GIVEN
    enrolment.save(update_fields=["acceptance"])
    if enrolment.approval == ApprovalState.PENDING:
        note(enrolment, EventKind.OFFER, by=by, reason="", now=now)
    else:
        mails.tell(move(enrolment, EnrolmentState.CONFIRMED, by=by, now=now))
    return enrolment


@transacted
def decline(*, enrolment: Enrolment, by: User, now: datetime, reason: str = "") -> Enrolment:
    """Leave the seat to the next one in the queue."""
    held = _take_offer(enrolment, by, now)
    held.leave()
    void_steps([held.enrolment])
    mails.tell(move(held.enrolment, EnrolmentState.DECLINED, by=by, reason=reason, now=now))
    serve(held.seminar, held.room, now=now)
    return held.enrolment


def _take_offer(enrolment, by, now) -> Locked:
    held = take_hold(enrolment, now=now)
    person, place = held.enrolment.person, held.enrolment.organisation
    hat_of(by, seminar=held.seminar, person=person, place=place)
    refuse(reasons_not_to_accept(enrolment=held.enrolment))
    return held
