"""What can be done about an enrolment at this moment, and where else one could go."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from courses.models import Enrolment, Seminar
from courses.rules import (
    first_start,
    reasons_not_to_accept,
    reasons_not_to_cancel,
    reasons_not_to_hand_over,
)
from courses.services.explain import outlook
from courses.services.places import unnamed
from courses.services.rooms import rooms_of
from courses.states import LIVE, EnrolmentState
from organisations.models import Organisation

UNCERTAIN = [EnrolmentState.WAITING, EnrolmentState.HELD]


class Exchange(NamedTuple):
    """The other half of a rebooking under way."""

    begins: datetime | None  # its seminar
    leaves: bool  # whether this one is given up once the other is certain


class WaysOn(NamedTuple):
    accept: bool
    name: bool
    replace: bool
    rebook: bool
    cancel: bool


def ways_on(enrolment: Enrolment, *, now: datetime) -> WaysOn:
    """Which buttons make sense; the services check again."""
    overdue = enrolment.held_until is not None and enrolment.held_until <= now
    cancel = not overdue and not list(reasons_not_to_cancel(enrolment=enrolment, now=now))
    hand_over = not overdue and not list(reasons_not_to_hand_over(enrolment=enrolment, now=now))
    without_a_name = unnamed(enrolment)
    return WaysOn(
        accept=not overdue and not list(reasons_not_to_accept(enrolment=enrolment)),
        name=hand_over and without_a_name,
        replace=hand_over and not without_a_name,
        rebook=cancel and enrolment.person_id is not None and _may_rebook(enrolment, now),
        cancel=cancel,
    )


def exchange_of(enrolment: Enrolment) -> Exchange | None:
    """What this enrolment is being exchanged for, or what is kept until it is certain."""
    leaves = not (enrolment.rebooks_id and enrolment.state in UNCERTAIN)
    if enrolment.state not in LIVE:
        return None
    rows = Enrolment.objects.live().prefetch_related("seminar__sessions")
    if leaves:
        other = rows.filter(rebooks=enrolment, state__in=UNCERTAIN).first()
    else:
        other = rows.filter(pk=enrolment.rebooks_id).first()
    return other and Exchange(first_start(other.seminar), leaves)


def other_dates(seminar: Seminar, *, now: datetime) -> QuerySet[Seminar]:
    """The other dates of the course that can be booked now, the next first."""
    others = Seminar.objects.published().filter(course=seminar.course_id).exclude(pk=seminar.pk)
    open_now = others.filter(opens_at__lte=now, closes_at__gt=now)
    return open_now.with_dates().upcoming(now).order_by("starts_at", "pk")


def with_outlook(
    seminars: Iterable[Seminar], *, place: Organisation, now: datetime
) -> list[Seminar]:
    """Give each its `outlook` for somebody who works at `place`; more cost no more queries."""
    seminars = list(seminars)
    rooms = rooms_of(seminars, now=now)
    for seminar in seminars:
        seminar.outlook = outlook(seminar, now=now, place=place, room=rooms[seminar.pk])
    return seminars


def _may_rebook(enrolment, now):
    if enrolment.rebooked_by.filter(state__in=LIVE).exists():
        return False
    return other_dates(enrolment.seminar, now=now).exists()
