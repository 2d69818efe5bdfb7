"""Finding the colleague a seat is handed to, without telling who exists elsewhere."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Enrolment
from courses.rules import reasons_not_to_replace
from fortbildung.shared.errors import Refused
from organisations.models import Employment, User


def colleague(email: str, *, of: Enrolment, now: datetime) -> User:
    """Who works at the provider of the enrolment and has this address.

    Unknown addresses and people of other providers are refused with the same words.
    """
    jobs = _jobs(of, now).filter(user__email=email.strip().lower(), user__is_active=True)
    job = jobs.select_related("user").first()
    if job is None:
        raise Refused(
            _(
                "Nobody with this address works at %(provider)s. Check the address; whoever "
                "works elsewhere enrols themselves."
            )
            % {"provider": of.provider}
        )
    return job.user


def way_in(person: User, enrolment: Enrolment, *, now: datetime) -> Employment | None:
    """The employment in which the person can take the seat over; without one, any there is."""
    jobs = list(_jobs(enrolment, now).filter(user=person).order_by("-starts", "pk"))
    facts = {"enrolment": enrolment, "person": person, "now": now}
    fitting = (j for j in jobs if not list(reasons_not_to_replace(employment=j, **facts)))
    return next(fitting, jobs[0] if jobs else None)


def _jobs(enrolment, now):
    """The current employments at the provider of the enrolment."""
    current = Employment.objects.current(timezone.localdate(now))
    theirs = current.filter(organisation__path__startswith=enrolment.provider.path)
    return theirs.select_related("organisation", "programme")
