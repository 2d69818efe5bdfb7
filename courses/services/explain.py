"""What is the case, why, and what comes next: in plain words for the person concerned."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from courses.models import Enrolment, Seminar
from courses.rules import first_start, in_words
from courses.services.queue import free_seats, position
from courses.states import ENDED, EnrolmentState


class Outlook(NamedTuple):
    """What a booking would bring at this moment."""

    free: int  # seats nobody waits for
    place: int  # in the queue, where no seat is free


def outlook(seminar: Seminar) -> Outlook:
    """Free seats, and the place in the queue a newcomer would get."""
    waiting = seminar.enrolments.waiting_in_order().count()
    return Outlook(free=max(free_seats(seminar) - waiting, 0), place=waiting + 1)


def why(enrolment: Enrolment) -> str:
    """One or two sentences: what is the case, since when, and what changes it.

    Costs no query for rows with `with_position` and their events at hand.
    """
    if enrolment.state == EnrolmentState.WAITING:
        return _why_waiting(enrolment)
    if enrolment.state == EnrolmentState.CONFIRMED:
        return _why_confirmed(enrolment)
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
        return _(
            "There is nothing you need to do: you get an e-mail as soon as a seat is yours. "
            "If you cannot come any more, please cancel."
        )
    if enrolment.state == EnrolmentState.CONFIRMED:
        return _next_for_participants(enrolment, now)
    return _(
        "Your attendance is recorded. If something is wrong, please write to %(office)s: %(email)s."
    ) % {
        "office": enrolment.seminar.central_office,
        "email": enrolment.seminar.central_office.email,
    }


def _why_waiting(enrolment):
    return _(
        "No seat was free when you enrolled on %(when)s. You are number %(position)s in the "
        "queue; whoever joined first moves up first when a seat is given up."
    ) % {
        "when": _day(enrolment.requested_at),
        "position": vars(enrolment).get("position") or position(enrolment),
    }


def _why_confirmed(enrolment):
    if enrolment.moved_at == enrolment.requested_at:
        return _("A seat was free when you enrolled on %(when)s.") % {
            "when": _day(enrolment.requested_at)
        }
    return _("You waited since %(since)s and moved up on %(when)s, when a seat became free.") % {
        "since": _day(enrolment.requested_at),
        "when": _day(enrolment.moved_at),
    }


def _next_for_participants(enrolment, now):
    start = first_start(enrolment.seminar)
    if start is None or now >= start:
        return _("Your attendance is recorded by the central office when the seminar is over.")
    return _(
        "The seminar begins on %(day)s at %(time)s. If you cannot come, please cancel in good "
        "time: your seat then goes to whoever has waited longest."
    ) % in_words(start)


def _day(moment):
    return in_words(moment)["day"]
