"""Accounts given up: what must be kept and until when, and the end of everything else.

Enrolments stay, with the context frozen into them, so that no number ever changes.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import CalendarFeed, Enrolment, Interest, ParticipantNeeds
from courses.states import TAKES_PART, EnrolmentState
from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from organisations.models import ErasureRequest, User
from organisations.services.erasing import close_account

STILL_TO_COME = [EnrolmentState.WAITING, EnrolmentState.HELD, EnrolmentState.CONFIRMED]


def kept_until(*, person: User) -> date | None:
    """Until when it must be possible to prove who took part; None: nothing must be kept."""
    took_part = Enrolment.objects.of(person).filter(state__in=TAKES_PART)
    last = took_part.aggregate(last=Max("seminar__sessions__ends_at"))["last"]
    year = last and timezone.localtime(last).year + settings.PROOF_KEPT_YEARS
    return year and date(year, 12, 31)


def reasons_not_to_erase(*, person: User) -> Iterator[str]:
    """What has to be settled before."""
    if Enrolment.objects.of(person).filter(state__in=STILL_TO_COME).exists():
        yield _("There are enrolments still to come. Cancel them first.")


@transacted
def ask_to_erase(*, person: User, now: datetime) -> ErasureRequest:
    """Note the wish; asking again changes nothing."""
    refuse(reasons_not_to_erase(person=person))
    asked, _new = ErasureRequest.objects.get_or_create(
        user=person, done_at=None, defaults={"asked_at": now}
    )
    return asked


@transacted
def erase(*, request: ErasureRequest, by: User, now: datetime) -> None:
    """End the account and erase what need not be kept. Doing it again changes nothing."""
    request = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if request.done_at:
        return
    person = User.objects.select_for_update().get(pk=request.user_id)
    refuse(reasons_not_to_erase(person=person))
    until = kept_until(person=person)
    CalendarFeed.objects.filter(user=person).delete()
    Interest.objects.filter(person=person).delete()
    ParticipantNeeds.objects.filter(enrolment__person=person).delete()
    Enrolment.objects.of(person).update(note="")
    close_account(user=person, forget_name=until is None or until < timezone.localdate(now))
    request.done_at, request.done_by = now, by
    request.save()
