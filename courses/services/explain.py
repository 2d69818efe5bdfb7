"""Why an enrolment stands where it stands, in plain words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.models import Enrolment
from courses.services.queue import position
from courses.states import EnrolmentState


def why(enrolment: Enrolment) -> str:
    """One or two sentences for the person: what is the case, since when, and what changes it."""
    if enrolment.state == EnrolmentState.WAITING:
        return _(
            "All %(seats)s seats were taken when you enrolled on %(when)s. You are "
            "number %(position)s in the queue; whoever joined first moves up first when a seat is "
            "given up."
        ) % {
            "seats": enrolment.seminar.capacity,
            "when": _day(enrolment.requested_at),
            "position": position(enrolment),
        }
    if enrolment.state == EnrolmentState.CONFIRMED:
        return _why_confirmed(enrolment)
    last = enrolment.events.order_by("-pk").first()
    facts = {
        "state": enrolment.get_state_display(),
        "when": _day(enrolment.moved_at),
        "reason": last.reason,
    }
    if last.reason:
        return _("%(when)s: %(state)s – %(reason)s") % facts
    return _("%(when)s: %(state)s.") % facts


def _why_confirmed(enrolment):
    if enrolment.moved_at == enrolment.requested_at:
        return _("A seat was free when you enrolled on %(when)s.") % {
            "when": _day(enrolment.requested_at)
        }
    return _("You waited since %(since)s and moved up on %(when)s, when a seat became free.") % {
        "since": _day(enrolment.requested_at),
        "when": _day(enrolment.moved_at),
    }


def _day(moment):
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
