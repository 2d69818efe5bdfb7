"""Where people work: they say so themselves, a manager of the place confirms it."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from fortbildung.shared.errors import Refused
from organisations import mails
from organisations.models import Employment, Organisation, Programme, User
from organisations.rules import (
    reasons_not_to_ask,
    reasons_not_to_decide,
    reasons_not_to_end,
    reasons_not_to_request,
)
from organisations.states import EmploymentFunction, EmploymentState


@transaction.atomic
def request_employment(  # noqa: PLR0913 – all facts of one act
    *,
    user: User,
    organisation: Organisation,
    programme: Programme,
    function: EmploymentFunction,
    starts: date,
    now: datetime,
    volunteer: bool = False,
) -> Employment:
    """Ask the managers of `organisation` to confirm that `user` works there.

    They are told once the person's own address is confirmed: nobody writes to them in another's
    name. Raises Refused when nobody could work there like that, and a ValidationError when the
    same employment is registered already.
    """
    facts = {"organisation": organisation, "programme": programme, "starts": starts}
    reasons = [*reasons_not_to_request(**facts, now=now), *reasons_not_to_ask(user=user)]
    if reasons:
        raise Refused(reasons)
    facts |= {"function": function, "volunteer": volunteer}
    employment = Employment(user=user, state=EmploymentState.REQUESTED, **facts)
    employment.full_clean()
    employment.save()
    if not _awaits_confirmation(user):
        mails.tell_of_request(employment, now=now)
    return employment


@transaction.atomic
def announce_requests(*, user: User, now: datetime) -> None:
    """Tell the managers what `user`, whose address is confirmed, has asked for; each once."""
    requests = user.employments.filter(state=EmploymentState.REQUESTED)
    for employment in requests.select_related("user", "organisation", "programme").order_by("pk"):
        mails.tell_of_request(employment, now=now)


def _awaits_confirmation(user):
    """Whether it is not known yet that the person's address is their own."""
    addresses = EmailAddress.objects.filter(user=user)
    return addresses.exists() and not addresses.filter(verified=True).exists()


@transaction.atomic
def confirm_by_association(*, employment: Employment, now: datetime) -> Employment:
    """The association's own log-in vouches for its people: no manager is asked."""
    employment.state, employment.decided_at = EmploymentState.CONFIRMED, now
    employment.save(update_fields=["state", "decided_at"])
    return employment


def confirm_employment(*, employment: Employment, by: User, now: datetime) -> Employment:
    """Confirm that the person works there; from now on they can book."""
    return _decide(employment, EmploymentState.CONFIRMED, by=by, now=now)


def decline_employment(
    *, employment: Employment, by: User, reason: str, now: datetime
) -> Employment:
    """Decline the request; the person is told why."""
    return _decide(employment, EmploymentState.DECLINED, by=by, now=now, reason=reason)


@transaction.atomic
def _decide(employment, state, *, by, now, reason=""):
    """Settle a request once: the row is locked, so that two managers cannot both decide."""
    requests = Employment.objects.select_related("user", "organisation", "programme")
    employment = requests.select_for_update(of=["self"]).get(pk=employment.pk)
    if refused := list(reasons_not_to_decide(employment=employment, by=by)):
        raise Refused(refused)
    employment.state, employment.decided_by, employment.decided_at = state, by, now
    employment.save(update_fields=["state", "decided_by", "decided_at"])
    mails.tell_of_decision(employment, reason=reason, now=now)
    return employment


@transaction.atomic
def end_employment(
    *, employment: Employment, last_day: date, by: User, now: datetime
) -> Employment:
    """The person leaves after `last_day`. Nothing is removed: bookings and proofs keep their place.

    The person is told; another day may be given as long as the employment has not ended.
    """
    jobs = Employment.objects.select_related("user", "organisation", "programme")
    employment = jobs.select_for_update(of=["self"]).get(pk=employment.pk)
    facts = {"employment": employment, "last_day": last_day, "by": by, "now": now}
    if refused := list(reasons_not_to_end(**facts)):
        raise Refused(refused)
    employment.ends = last_day
    employment.full_clean()
    employment.save(update_fields=["ends"])
    mails.tell_of_end(employment, now=now)
    return employment
