"""Accounts given up: what must be kept and until when, and the end of everything else.

Enrolments stay, with the context frozen into them, so that no number ever changes.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import (
    ApprovalStep,
    Bookmark,
    CalendarFeed,
    Enrolment,
    EnrolmentEvent,
    Hold,
    Interest,
    ParticipantNeeds,
    SavedSearch,
)
from courses.services.exchange import came_instead
from courses.states import TAKES_PART, EnrolmentState
from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from organisations.models import ErasureRequest, User
from organisations.services.erasing import close_account, erased_name, forget_name

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
    Bookmark.objects.of(person).delete()
    SavedSearch.objects.of(person).delete()
    ParticipantNeeds.objects.filter(enrolment__person=person).delete()
    Enrolment.objects.of(person).update(note="")
    close_account(user=person)
    request.done_at, request.done_by, request.name_kept_until = now, by, until
    request.save()
    _forget_if_due(request, now=now)


def erase_due_names(*, now: datetime) -> int:
    """Erase the names that need not be kept any more; how many. Safe to run at any time."""
    due = ErasureRequest.objects.with_a_name().order_by("pk")
    return sum(_erase_name(pk=pk, now=now) for pk in due.values_list("pk", flat=True))


@transacted
def _erase_name(*, pk: int, now: datetime) -> bool:
    request = ErasureRequest.objects.with_a_name().select_for_update().filter(pk=pk).first()
    return request is not None and _forget_if_due(request, now=now)


def _forget_if_due(request, *, now):
    """Whether the name is gone now; the day is the one that was announced."""
    person = User.objects.select_for_update().get(pk=request.user_id)
    if request.name_kept_until is None:  # nothing to keep, or carried out before it was noted
        request.name_kept_until = kept_until(person=person)
    until = request.name_kept_until
    due = until is None or until < timezone.localdate(now)
    if due and not _is_held(person):
        _forget_in_history(person)
        forget_name(user=person)
        request.name_erased_at = now
    request.save()
    return request.name_erased_at is not None


def _is_held(person):
    """Whether somebody audits a seminar in which the person took part."""
    took_part = Enrolment.objects.of(person).filter(state__in=TAKES_PART)
    return Hold.objects.filter(ended_at=None, seminar__in=took_part.values("seminar")).exists()


def _forget_in_history(person):
    """Where others' history says the name: who came instead of whom, who decided."""
    ApprovalStep.objects.filter(decided_by=person).update(decided_name=erased_name())
    told = EnrolmentEvent.objects.filter(
        enrolment__replaced_by__person=person, to_state=EnrolmentState.REPLACED
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('fortbildung.erasing', 'names', true)")
        told.update(reason=came_instead(erased_name()))
        cursor.execute("SELECT set_config('fortbildung.erasing', '', true)")
