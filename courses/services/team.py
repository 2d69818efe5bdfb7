"""What managers, and whoever stands in for them, have to do with bookings: lookups only."""

from datetime import datetime

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from courses.models import ApprovalStep, Contingent, Enrolment, Seminar, Session
from courses.seats import total, unclaimed
from courses.services.rooms import rooms_of
from courses.states import LIVE, SETTLED, EnrolmentState
from organisations.models import Deputy, Employment, User
from organisations.services.approvers import bookings_approved_by
from organisations.states import RoleKind

# What a manager may still have to do something about.
OPEN = [EnrolmentState.WAITING, EnrolmentState.HELD, EnrolmentState.CONFIRMED]


def is_manager(user: User) -> bool:
    return user.roles.of_kind(RoleKind.MANAGER).exists()


def stands_in(user: User, *, now: datetime) -> bool:
    """Whether the person approves bookings in place of somebody else at the moment."""
    return Deputy.objects.active(timezone.localdate(now)).filter(deputy=user).exists()


def steps_to_decide(user: User, *, now: datetime) -> QuerySet[ApprovalStep]:
    """The employer's approvals this person may decide, whose time is over first on top."""
    fields = {"place": "enrolment__organisation", "person": "enrolment__person"}
    theirs = bookings_approved_by(user, on=timezone.localdate(now), **fields)
    steps = ApprovalStep.objects.pending().at_manager().filter(theirs)
    steps = steps.exclude(enrolment__held_until__lte=now)
    return steps.order_by(F("enrolment__held_until").asc(nulls_last=True), "asked_at", "pk")


def in_full(steps: QuerySet[ApprovalStep]) -> QuerySet[ApprovalStep]:
    """With all that is shown of them."""
    related = ("seminar__course", "seminar__central_office", "person", "organisation")
    rows = steps.select_related(*(f"enrolment__{name}" for name in related))
    return rows.prefetch_related(_sessions("enrolment__seminar__sessions"))


def team_enrolments(user: User) -> QuerySet[Enrolment]:
    """The enrolments below the manager's nodes, with all that explains them."""
    related = ("seminar__course", "seminar__central_office", "seminar__cancellation_policy")
    people = ("person", "organisation", "provider", "booked_by", "employment__organisation")
    rows = Enrolment.objects.managed_by(user).with_position().select_related(*related, *people)
    return rows.prefetch_related(_sessions("seminar__sessions"), "events__by")


def staff_of(user: User, *, now: datetime, words: str = "") -> QuerySet[Employment]:
    """Who works below the manager's nodes today and matches every word."""
    staff = Employment.objects.managed_by(user).current(timezone.localdate(now))
    return staff.in_full().matching(words)


def with_enrolment(staff: list[Employment], seminar: Seminar) -> list[Employment]:
    """Give each its `enrolment`: what the person has booked in the seminar already, or None."""
    people = [job.user_id for job in staff]
    live = seminar.enrolments.filter(person__in=people, state__in=LIVE).with_position()
    by_person = {enrolment.person_id: enrolment for enrolment in live}
    for job in staff:
        job.enrolment = by_person.get(job.user_id)
    return staff


def team_contingents(user: User) -> QuerySet[Contingent]:
    """The seat contingents of the manager's nodes in seminars that are not settled."""
    rows = Contingent.objects.managed_by(user).exclude(seminar__state__in=SETTLED)
    rows = rows.select_related("seminar__course", "seminar__central_office", "organisation")
    return rows.prefetch_related(_sessions("seminar__sessions"))


def with_seats(contingents: list[Contingent], *, now: datetime) -> list[Contingent]:
    """Give each `claimed` and `open`: seats used at and below it, and guaranteed ones nobody uses.

    More rows cost no more queries.
    """
    rooms = rooms_of([contingent.seminar for contingent in contingents], now=now)
    for contingent in contingents:
        promise = rooms[contingent.seminar_id].by_key[contingent.pk]
        contingent.claimed, contingent.open = total(promise), unclaimed(promise)
        contingent.released = contingent.is_released(now)
    return contingents


def _sessions(lookup):
    return Prefetch(lookup, Session.objects.order_by("starts_at"))
