"""Barriers that people met on a page: told to the coordination, kept until they are dealt with."""

from datetime import datetime, timedelta

from django.db.models import Q

from fortbildung.shared.transactions import transacted
from organisations import mails
from organisations.models import BarrierReport, User

KEPT_FOR = timedelta(days=365)  # after they were reported


@transacted
def report_barrier(*, report: BarrierReport, now: datetime) -> BarrierReport:
    """Keep what somebody wrote and tell the national coordination of it."""
    report.reported_at = now
    report.full_clean()
    report.save()
    mails.tell_of_barrier(report, now=now)
    return report


@transacted
def settle_barrier(*, report: BarrierReport, by: User, now: datetime) -> None:
    """It is dealt with. Saying so again changes nothing."""
    BarrierReport.objects.open().filter(pk=report.pk).update(done_at=now, done_by=by)


def erase_old_barriers(*, now: datetime) -> int:
    """Forget what was dealt with a year after it was reported; how many."""
    old = Q(done_at__isnull=False, reported_at__lt=now - KEPT_FOR)
    return BarrierReport.objects.filter(old).delete()[0]
