"""Handing a seat to a colleague, and exchanging a date for another one of the course."""

from datetime import datetime

from django.utils.translation import gettext as _

from courses import mails
from courses.models import Enrolment, Seminar
from courses.rules import reasons_not_to_cancel, reasons_not_to_rebook, reasons_not_to_replace
from courses.services.asking import ask_for_approval
from courses.services.consents import inform
from courses.services.enrolments import join, newcomer
from courses.services.hats import Hat, hat_of
from courses.services.moves import lock_all, move, save_new
from courses.services.needs import carry_needs
from courses.services.overlaps import lock_people
from courses.services.queue import hand_over, serve
from courses.services.rooms import Locked, open_room, take_hold, void_steps
from courses.states import LIVE, TAKES_PART, EnrolmentState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.records import for_the_record
from fortbildung.shared.transactions import transacted
from organisations.models import Employment, User
from organisations.services.context import context_of


@transacted
def replace(
    *,
    enrolment: Enrolment,
    person: User,
    employment: Employment | None,
    by: User,
    now: datetime,
    override_reason: str = "",
) -> Enrolment:
    """Hand the seat, or a place without a name, to `person` of the same provider.

    Every rule is checked for them anew but the booking window; the seat is the same, so nobody
    in the queue is passed over. Returns their enrolment.
    """
    held = take_hold(enrolment, now=now)
    lock_people([person.pk])
    old = held.enrolment
    hat = hat_of(by, seminar=held.seminar, person=old.person, place=old.organisation)
    if override_reason and hat != Hat.OFFICE:
        raise Refused(_("Only the central office may set rules aside."))
    refuse(
        reasons_not_to_replace(
            enrolment=old,
            person=person,
            employment=employment,
            now=now,
            overridden=bool(override_reason),
        )
    )
    return _hand_over(held, person, employment, by, hat, override_reason, now)


def _hand_over(held, person, employment, by, hat, override_reason, now):  # noqa: PLR0913, PLR0917 – all facts of one act
    old = held.enrolment
    held.leave()
    void_steps([old])
    reason = came_instead(person)
    if old.person_id is None:
        reason = named(person)
    mails.tell(move(old, EnrolmentState.REPLACED, by=by, reason=reason, now=now))
    facts = {
        "person": person,
        "employment": employment,
        "charged_to_id": old.charged_to_id,
        "charge_reason": old.charge_reason,
        "replaces": old,
        "override_reason": override_reason,
        **context_of(employment),
    }
    towards = _towards(person, by, hat)
    heir = newcomer(held.seminar, held.room, facts, by=by, hat=towards, now=now)
    held.room.join(heir.charged_to_id)
    save_new(heir, by=by, reason=override_reason)
    ask_for_approval(heir, by=by, hat=hat, now=now)
    inform(enrolment=heir, by=by, hat=hat, now=now)
    return hand_over(held.seminar, held.room, heir, by=by, now=now)


@for_the_record
def named(person: User) -> str:
    """What the history says of a place that has a name now."""
    return _("Named: %(person)s") % {"person": person}


@for_the_record
def came_instead(person: User | str) -> str:
    """What the history says of a seat that was handed over."""
    return _("%(person)s comes instead.") % {"person": person}


def _towards(person, by, hat):
    """The giver's own hat is not worn towards the heir."""
    return Hat.PERSON if person == by else hat if hat != Hat.PERSON else Hat.MANAGER


@transacted
def rebook(*, enrolment: Enrolment, seminar: Seminar, by: User, now: datetime) -> Enrolment:
    """Exchange the enrolment for one in `seminar`, another date of the course.

    The old seat is kept until the new one is certain; then it goes to the next one in its queue.
    Returns the new enrolment.
    """
    locked = {s.pk: s for s in lock_all([enrolment.seminar_id, seminar.pk])}
    new_room = open_room(locked[seminar.pk], now=now)
    held = take_hold(enrolment, now=now)
    lock_people([enrolment.person_id])
    old, target = held.enrolment, locked[seminar.pk]
    hat = hat_of(by, seminar=old.seminar, person=old.person, place=old.organisation)
    _refuse_to_rebook(old, target, by_office=hat == Hat.OFFICE, now=now)
    facts = {"person": old.person, "employment": old.employment, "rebooks": old, "note": old.note}
    facts |= context_of(old.employment)
    new = join(target, new_room, facts, by=by, hat=hat, now=now)
    inform(enrolment=new, by=by, hat=hat, now=now)
    if new.state == EnrolmentState.CONFIRMED:
        _let_go(held, new, by=by, now=now)
    return new


def _refuse_to_rebook(old, target, *, by_office, now):
    reasons = [
        *reasons_not_to_cancel(enrolment=old, now=now, by_office=by_office),
        *reasons_not_to_rebook(enrolment=old, seminar=target, employment=old.employment, now=now),
    ]
    if old.rebooked_by.filter(state__in=LIVE).exists():
        reasons.append(_("This enrolment is being rebooked already."))
    refuse(dict.fromkeys(reasons))


def certain_rebookings() -> list[Enrolment]:
    """Those whose new seat has become certain while they still have the old one."""
    certain = Enrolment.objects.filter(
        state__in=TAKES_PART, rebooks__state__in=[*LIVE], rebooks__attended_units=None
    )
    return list(certain.select_related("rebooks__seminar").order_by("pk"))


@transacted
def finish_rebooking(*, new: Enrolment, now: datetime) -> bool:
    """Give up the old seat, unless either has ended meanwhile; whether it was."""
    held = take_hold(new.rebooks, now=now)
    new = Enrolment.objects.select_related("seminar__course").get(pk=new.pk)
    if new.state not in TAKES_PART or not held.enrolment.may_become(EnrolmentState.CANCELLED):
        return False
    _let_go(held, new, by=None, now=now)
    return True


@for_the_record
def _rebooked_to(seminar):
    return _("Rebooked to %(number)s.") % {"number": seminar.number}


def _let_go(held: Locked, new, *, by, now):
    reason = _rebooked_to(new.seminar)
    held.leave()
    void_steps([held.enrolment])
    mails.tell(move(held.enrolment, EnrolmentState.CANCELLED, by=by, reason=reason, now=now))
    carry_needs(old=held.enrolment, new=new)
    serve(held.seminar, held.room, now=now)
