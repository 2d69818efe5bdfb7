"""Interest in courses without a date that suits: registered, withdrawn, told of new dates."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses import mails
from courses.interest import reasons_not_to_be_interested, reasons_not_to_withdraw
from courses.kinds import InterestKind
from courses.models import Course, Enrolment, Interest, Seminar
from fortbildung.shared.errors import refuse
from organisations.models import Employment, User
from organisations.services.context import context_of

CONTEXT = ("organisation", "provider", "association", "land", "programme", "function")


def ways_to_be_interested(
    *, person: User, course: Course, now: datetime
) -> tuple[list[Employment], list[str]]:
    """The employments in which `person` may register; where there is none, every reason why."""
    current = person.employments.current(timezone.localdate(now))
    jobs = list(current.select_related("organisation", "programme").order_by("-starts", "pk"))
    reasons = reasons_not_to_be_interested(
        person=person, course=course, employment=next(iter(jobs), None), now=now
    )
    refused = list(reasons)
    return ([], refused) if refused else (jobs, [])


@transaction.atomic
def register_interest(
    *,
    person: User,
    course: Course,
    employment: Employment | None,
    now: datetime,
    note: str = "",
    because: InterestKind = InterestKind.OWN,
) -> Interest:
    """Say that `person` would like to attend `course`; raises Refused with what stands against it.

    The context of the employment is frozen.
    """
    course = _lock(course)
    refuse(
        reasons_not_to_be_interested(person=person, course=course, employment=employment, now=now)
    )
    facts = context_of(employment) | {"employment": employment, "note": note}
    return _save(Interest(person=person, course=course, kind=because, registered_at=now, **facts))


@transaction.atomic
def keep_interest(*, enrolment: Enrolment, now: datetime) -> Interest:
    """The seminar was called off: the person stays interested in its course, as they were booked.

    Whoever is interested already stays so as they are.
    """
    course = _lock(enrolment.seminar.course)
    if standing := course.interests.live().of(enrolment.person).first():
        return standing
    facts = {name: getattr(enrolment, name) for name in (*CONTEXT, "employment")}
    return _save(
        Interest(
            person=enrolment.person,
            course=course,
            kind=InterestKind.CALLED_OFF,
            registered_at=now,
            **facts,
        )
    )


@transaction.atomic
def withdraw_interest(*, interest: Interest, now: datetime) -> Interest:
    """The person is not interested any more."""
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    refuse(reasons_not_to_withdraw(interest=interest))
    interest.withdrawn_at = now
    interest.save(update_fields=["withdrawn_at"])
    return interest


def tell_interested(*, seminar: Seminar, now: datetime) -> int:
    """Tell everybody interested in the course of this date, once per seminar; how many.

    Whoever is enrolled in it already hears nothing.
    """
    enrolled = seminar.enrolments.live().exclude(person=None).values("person")
    interests = Interest.objects.live().filter(course=seminar.course_id, person__is_active=True)
    interests = interests.exclude(person__in=enrolled).select_related("person").order_by("pk")
    mails.tell_of_date(seminar, interests, now=now)
    return len(interests)


def own_interests(person: User) -> QuerySet[Interest]:
    """What the person is interested in, the latest first."""
    own = Interest.objects.live().of(person).select_related("course")
    return own.order_by("-registered_at", "-pk")


def _lock(course):
    """One after the other, so that a second click finds what the first one wrote."""
    return Course.objects.select_for_update(no_key=True).get(pk=course.pk)


def _save(interest):
    interest.full_clean()
    interest.save()
    return interest
