"""Whom a request is about: the token's owner, or somebody they act for."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fortbildung.api.errors import Invalid
from organisations.models import User
from organisations.services.context import current_jobs
from organisations.states import RoleKind


def person_of(user, email):
    """The person with this address, `user` without one; 404 for whoever they may not act for.

    Central office staff may book for anybody who has an account.
    """
    if not email or email.lower() == user.email:
        return user
    people = User.objects.filter(is_active=True, email=email.lower())
    if not user.roles.of_kind(RoleKind.OFFICE_STAFF).exists():
        people = people.visible_to(user, on=timezone.localdate())
    if (found := people.first()) is None:
        raise Http404
    return found


def colleague_of(user, enrolment, email):
    """Somebody who could take the seat over: of the same provider; for the office anybody."""
    today, address = timezone.localdate(), email.lower()
    colleagues = User.objects.employed_below([enrolment.provider], on=today)
    found = colleagues.filter(is_active=True, email=address).first()
    return found or person_of(user, email)


def employment_of(person, key):
    """The employment in which the person goes: the one named, or the only current one."""
    jobs = current_jobs(person, on=timezone.localdate())
    if key is not None:
        jobs = [job for job in jobs if job.pk == key]
        if not jobs:
            raise Invalid([("employment", _("There is no current employment with this number."))])
    if len(jobs) > 1:
        choices = ", ".join(f"{job.pk} ({job.organisation})" for job in jobs)
        text = _("There are several employments, choose one: %(choices)s.")
        raise Invalid([("employment", text % {"choices": choices})])
    return jobs[0] if jobs else None
