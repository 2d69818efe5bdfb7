"""Enrolments as they stand after a seminar, with the context frozen at booking."""

from decimal import Decimal

from courses.models import Enrolment
from courses.states import ATTENDANCE_KNOWN, EnrolmentState
from organisations.services.context import context_of
from tests.factories import NOON


def took_part(person, seminar, *, units="16", days=None, state=EnrolmentState.ATTENDED):
    """An enrolment of `person` in their present employment, in `state`.

    The units were attended on so many `days`, or all on one.
    """
    days = [Decimal(part) for part in days or [units]]
    return Enrolment.objects.create(
        seminar=seminar,
        person=person,
        employment=person.job,
        state=state,
        requested_at=NOON,
        moved_at=NOON,
        attended_units=sum(days) if state in ATTENDANCE_KNOWN else None,
        attended_days=days if state in ATTENDANCE_KNOWN else None,
        **context_of(person.job),
    )


def stayed_away(person, seminar):
    return took_part(person, seminar, units="0", state=EnrolmentState.ABSENT)


def move_to(person, place):
    """Somebody changes jobs; what was booked before stays as it was."""
    person.job.organisation = place
    person.job.save()
