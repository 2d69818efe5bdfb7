"""Why a seat may not be given up, handed over or exchanged any more, or not like that."""

from datetime import timedelta

from django.utils.translation import gettext as _

from courses.rules.booking import (
    reasons_against_employment,
    reasons_not_to_enrol,
    reasons_of_knowledge,
    reasons_of_other_enrolments,
)
from courses.rules.times import first_start, in_words
from courses.states import UNUSED_SEAT, EnrolmentState
from organisations.services.context import place_context


def last_moment_to_cancel(seminar):
    """Until when people cancel themselves; None without sessions."""
    start, policy = first_start(seminar), seminar.cancellation_policy
    return start and start - timedelta(days=policy.self_until_days if policy else 0)


def reasons_not_to_cancel(*, enrolment, now, by_office=False):
    """Why the enrolment may not be given up any more."""
    if not enrolment.may_become(EnrolmentState.CANCELLED):
        yield _("This enrolment has ended already.")
        return
    if by_office or enrolment.state == EnrolmentState.WAITING:
        return
    start, last = first_start(enrolment.seminar), last_moment_to_cancel(enrolment.seminar)
    if start is not None and now >= start:
        yield _("The seminar has begun. Ask the central office.")
    elif last is not None and now >= last:
        yield _(
            "Cancelling was possible until %(day)s at %(time)s. Now the central office cancels: "
            "please write to it, or name somebody who comes instead."
        ) % in_words(last)


def reasons_not_to_hand_over(*, enrolment, now):
    """Why the seat may not go to somebody else."""
    if enrolment.state not in UNUSED_SEAT:
        yield _("Only a seat can be handed over, not a place in the queue or what has ended.")
    start = first_start(enrolment.seminar)
    if start is not None and now >= start:
        yield _("The seminar has begun. Ask the central office.")


def reasons_not_to_replace(*, enrolment, person, employment, now, overridden=False):
    """Why `person` may not take the seat over: fresh checks, but for the booking window."""
    yield from reasons_not_to_hand_over(enrolment=enrolment, now=now)
    seminar = enrolment.seminar
    yield from reasons_of_other_enrolments(person=person, seminar=seminar, overridden=overridden)
    yield from reasons_against_employment(
        person=person, seminar=seminar, employment=employment, now=now, overridden=overridden
    )
    yield from reasons_of_knowledge(person=person, seminar=seminar, overridden=overridden)
    place = employment and employment.organisation
    if place and not place.path.startswith(enrolment.provider.path):
        yield _(
            "The seat belongs to %(provider)s: only somebody who works there can take it over. "
            "Others enrol themselves."
        ) % {"provider": enrolment.provider}
    elif place:
        yield from _reasons_of_the_limit(enrolment, place_context(place)["provider_id"])


def _reasons_of_the_limit(enrolment, provider):
    """A place reserved above providers comes to one of them only when it is named."""
    seminar = enrolment.seminar
    if provider == enrolment.provider_id or seminar.provider_limit is None:
        return
    seats = seminar.enrolments.holding_a_seat().filter(provider=provider)
    if seats.count() >= seminar.provider_limit:
        yield _(
            "Their provider has as many seats as one provider may have (%(limit)s). Name somebody"
            " of another one, or ask the central office to raise the limit."
        ) % {"limit": seminar.provider_limit}


def reasons_not_to_rebook(*, enrolment, seminar, employment, now):
    """Why the enrolment may not be exchanged for one in `seminar`."""
    old = enrolment.seminar
    if enrolment.person is None:
        yield _("Name somebody for the place first.")
        return
    if enrolment.state not in [*UNUSED_SEAT, EnrolmentState.WAITING]:
        yield _("This enrolment has ended already.")
    if seminar.course_id != old.course_id or seminar.pk == old.pk:
        yield _("Choose another date of the same course.")
    start = first_start(old)
    if start is not None and now >= start:
        yield _("The seminar has begun. Ask the central office.")
    yield from reasons_not_to_enrol(
        person=enrolment.person,
        seminar=seminar,
        employment=employment,
        now=now,
        leaving=[enrolment],
    )
