"""Joining and leaving the queue for a seminar."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses import mails
from courses.models import Enrolment, Seminar
from courses.rules import reasons_not_to_cancel, reasons_not_to_enrol
from courses.services.moves import lock, move, remember
from courses.services.queue import position, serve_queue
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused
from organisations.models import Employment, User
from organisations.services.context import context_of


def ways_to_book(
    *, person: User, seminar: Seminar, now: datetime
) -> tuple[list[Employment], list[str]]:
    """The employments in which `person` may book; where there is none, every reason why not."""
    current = person.employments.current(timezone.localdate(now))
    jobs = list(current.select_related("organisation", "programme").order_by("-starts", "pk"))
    against = {
        job: list(reasons_not_to_enrol(person=person, seminar=seminar, employment=job, now=now))
        for job in jobs or [None]
    }
    if ways := [job for job, reasons in against.items() if not reasons]:
        return ways, []
    return [], list(dict.fromkeys(reason for reasons in against.values() for reason in reasons))


@transaction.atomic
def enrol(
    *, person: User, seminar: Seminar, employment: Employment | None, now: datetime, note: str = ""
) -> Enrolment:
    """Put `person` at the end of the queue for `seminar`, then serve the queue.

    Raises Refused with every reason that stands against it. The context of the employment is
    frozen into the enrolment.
    """
    seminar = lock(seminar)
    reasons = reasons_not_to_enrol(person=person, seminar=seminar, employment=employment, now=now)
    if refused := list(reasons):
        raise Refused(refused)
    enrolment = Enrolment(
        seminar=seminar,
        person=person,
        employment=employment,
        state=EnrolmentState.WAITING,
        requested_at=now,
        moved_at=now,
        note=note,
        **context_of(employment),
    )
    enrolment.full_clean()
    enrolment.save()
    joined = remember(enrolment, before="", by=person, reason="", now=now)
    serve_queue(seminar=seminar, now=now)
    enrolment.refresh_from_db(fields=["state", "moved_at"])
    if enrolment.state == EnrolmentState.WAITING:
        mails.tell(joined, position=position(enrolment))
    return enrolment


@transaction.atomic
def cancel(*, enrolment: Enrolment, by: User, now: datetime, reason: str = "") -> Enrolment:
    """Give up the seat or the place in the queue; the next one moves up at once."""
    seminar = lock(enrolment.seminar)
    enrolment = seminar.enrolments.select_related("person", "seminar__course").get(pk=enrolment.pk)
    if refused := list(reasons_not_to_cancel(enrolment=enrolment, now=now)):
        raise Refused(refused)
    mails.tell(move(enrolment, EnrolmentState.CANCELLED, by=by, reason=reason, now=now))
    serve_queue(seminar=seminar, now=now)
    return enrolment
