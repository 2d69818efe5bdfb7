"""Who has asked for a seat, has one, or gave it up; for the small world of tests/world.py."""

from django.utils import timezone

from courses.kinds import Allocation, ApprovalPolicy
from courses.models import CancellationPolicy
from courses.services.enrolments import cancel, enrol
from courses.services.selecting import commit, open_selection
from courses.services.seminars import hold
from tests.cms.desk import book, seminar_begun
from tests.cms.site import in_days
from tests.factories import A_DAY, office


def asked_how_it_was(person):
    """An enrolment in a seminar that was held just now."""
    enrolment = book(seminar_begun(), person)
    hold(seminar=enrolment.seminar, now=timezone.now())
    return enrolment


def asked_to_approve(person):
    """In a seminar whose seats are held for an approval until it begins."""
    seminar = in_days(45, approval_policy=ApprovalPolicy.MANAGER, approval_hours=24 * 365)
    return book(seminar, person).approval_steps.get()


def selected(person, *, by):
    """A seminar whose selection is over, and in which this person has a seat."""
    yesterday = timezone.now() - A_DAY
    seminar = in_days(20, allocation=Allocation.SELECTION, closes_at=yesterday)
    book(seminar, person)
    selection = open_selection(seminar=seminar, now=timezone.now())
    commit(selection=selection, by=by, now=timezone.now())
    return seminar


def asked_the_office(people):
    """The manager has booked the colleague; now the office must agree."""
    seminar = in_days(40, approval_policy=ApprovalPolicy.MANAGER_THEN_OFFICE)
    colleague, now = people["colleague"], timezone.now()
    facts = {"person": colleague, "employment": colleague.job, "by": people["manager"]}
    return enrol(seminar=seminar, now=now, **facts)


def applied():
    """An application for a seminar whose selection is prepared."""
    seminar = in_days(50, allocation=Allocation.SELECTION)
    open_selection(seminar=seminar, now=timezone.now())
    return book(seminar)


def due_fee(office_worker):
    """Fifty euros for a seat cancelled too late."""
    policy = CancellationPolicy.objects.create(central_office=office(), name="Üblich")
    policy.tiers.create(days_before=90, amount=50)
    seminar = in_days(70, cancellation_policy=policy)
    enrolment = book(seminar)
    cancel(enrolment=enrolment, by=office_worker, now=timezone.now())
    return enrolment.cancellation_fee
