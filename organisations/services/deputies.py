"""Deputies: who approves bookings while a manager is away."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fortbildung.shared.errors import refuse
from organisations import mails
from organisations.models import Deputy, User
from organisations.rules import reasons_not_to_appoint


@transaction.atomic
def appoint_deputy(
    *, manager: User, deputy: User, starts: date, ends: date, now: datetime
) -> Deputy:
    """Let `deputy` approve bookings in place of `manager` from the first to the last day.

    Raises Refused when that may not be, and a ValidationError when the two are manager and
    deputy on some of these days already.
    """
    User.objects.select_for_update(no_key=True).get(pk=manager.pk)  # one appointment at a time
    facts = {"manager": manager, "deputy": deputy, "starts": starts, "ends": ends}
    refuse(reasons_not_to_appoint(**facts, now=now))
    appointed = Deputy(**facts, created_at=now)
    appointed.full_clean()
    appointed.save()
    mails.tell_of_deputy(appointed, now=now)
    return appointed


@transaction.atomic
def dismiss_deputy(*, deputy: Deputy, now: datetime) -> None:
    """End it at once. The days that are over stay on record; doing it again changes nothing."""
    today = timezone.localdate(now)
    Deputy.objects.filter(pk=deputy.pk, starts__gte=today).delete()
    over = Deputy.objects.filter(pk=deputy.pk).not_over(today)
    over.update(ends=today - timedelta(days=1))
