"""What time does to seats: the beat calls this every minute, and a service when others may gain."""

import logging
from datetime import datetime

from django.db.models import F, Q

from courses.models import ApprovalStep, Contingent, Enrolment, Seminar
from courses.services.approvals import pass_to_office
from courses.services.asking import reason_for_the_office
from courses.services.exchange import certain_rebookings, finish_rebooking
from courses.services.queue import serve_queue
from courses.states import PUBLIC

log = logging.getLogger(__name__)


def keep_deadlines(*, now: datetime) -> dict[str, int]:
    """End what is overdue, release what is due, serve every queue that could be served.

    Safe to run at any time and twice at once: each act has a transaction of its own, and one
    that fails stands in no other's way. Returns how many of each were touched.
    """
    return {
        "approvals passed to the office": sum(
            _alone(pass_to_office, step=step, now=now) for step in _orphans(now)
        ),
        "rebookings finished": sum(
            _alone(finish_rebooking, new=new, now=now) for new in certain_rebookings()
        ),
        "seats given": sum(
            len(_alone(serve_queue, seminar=seminar, now=now) or ())
            for seminar in _seminars_due(now)
        ),
    }


def _seminars_due(now):
    """Seminars in which a deadline has passed, or somebody waits while a seat is not taken."""
    overdue = Enrolment.objects.overdue(now).values("seminar")
    released = Contingent.objects.due(now).values("seminar")
    unserved = Q(
        state__in=PUBLIC,
        closes_at__gt=now,
        seats__waiting__gt=0,
        seats__taken__lt=F("capacity"),
    )
    due = Seminar.objects.filter(Q(pk__in=overdue) | Q(pk__in=released) | unserved)
    return due.order_by("pk")


def _alone(service, **facts: object):
    try:
        return service(**facts)
    except Exception:
        log.exception("Deadlines were not kept: %s of %s", service.__name__, facts)
        return 0


def _orphans(now):
    """Approvals nobody at the employer can decide any more."""
    steps = ApprovalStep.objects.pending().at_manager().order_by("pk")
    related = steps.select_related(
        "enrolment__seminar", "enrolment__organisation", "enrolment__person"
    )
    return [step for step in related if reason_for_the_office(step.enrolment, now=now)]
