"""An office has everything issued that it owes, with progress; a worker that dies is no loss."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from certificates.models import Run
from certificates.services.issuing import due_at, in_parts, issue_or_report
from fortbildung.shared.errors import Refused
from fortbildung.shared.work import soon
from organisations.models import CentralOffice, User
from organisations.states import RoleKind

CARRY_ON = "certificates.tasks.carry_on_runs"


def start(*, office: CentralOffice, by: User, now: datetime) -> Run:
    """Have all issued that `office` owes. While one run goes on, it is this one."""
    if not by.roles.filter(kind=RoleKind.OFFICE_STAFF, central_office=office).exists():
        raise PermissionDenied
    total = len(due_at(office.pk))
    if not total:
        raise Refused(_("Nothing is owed at the moment."))
    try:
        with transaction.atomic():
            run = Run.objects.create(central_office=office, by=by, started_at=now, total=total)
    except IntegrityError:
        run = Run.objects.unfinished().get(central_office=office)
    soon(CARRY_ON)
    return run


def carry_on(*, now: datetime) -> int:
    """Go on with every run that is not finished; how many certificates were issued.

    What is still owed is asked anew, so it does not matter where a worker stopped before.
    """
    return sum(_carry_on(run, now) for run in Run.objects.unfinished().order_by("pk"))


def _carry_on(run, now):
    issued = 0
    for few in in_parts(due_at(run.central_office_id)):
        issued += len(issue_or_report(run.central_office_id, few, now=now, run=run))
    hindered = len(due_at(run.central_office_id))
    Run.objects.filter(pk=run.pk).update(hindered=hindered, finished_at=now)
    return issued
