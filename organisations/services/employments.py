"""Where people work: they say so themselves, a manager of the place confirms it."""

from datetime import date, datetime

from django.db import transaction

from fortbildung.shared.errors import Refused
from organisations import mails
from organisations.models import Employment, Organisation, Programme, User
from organisations.rules import reasons_not_to_decide, reasons_not_to_request
from organisations.states import EmploymentFunction, EmploymentState


@transaction.atomic
def request_employment(
    *,
    user: User,
    organisation: Organisation,
    programme: Programme,
    function: EmploymentFunction,
    starts: date,
    now: datetime,
) -> Employment:
    """Ask the managers of `organisation` to confirm that `user` works there.

    Raises Refused when nobody could work there like that, and a ValidationError when the same
    employment is registered already.
    """
    facts = {"organisation": organisation, "programme": programme, "starts": starts}
    if refused := list(reasons_not_to_request(**facts, now=now)):
        raise Refused(refused)
    employment = Employment(user=user, function=function, state=EmploymentState.REQUESTED, **facts)
    employment.full_clean()
    employment.save()
    mails.tell_of_request(employment, now=now)
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
