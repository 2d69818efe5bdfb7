"""Reports the worker makes: ordered, given up, forgotten. `making.py` makes them.

An order is a row, so a worker that dies loses nothing: the next one begins anew.
"""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from fortbildung.shared.work import soon
from organisations.models import ErasureRequest, User
from reports.beside import stop
from reports.models import MadeReport
from reports.questions.catalogue import Question

MAKE = "reports.tasks.make_reports"
AT_ONCE = 5  # so many may somebody have in line


@transacted
def order(*, owner: User, question: Question, now: datetime) -> MadeReport:
    """Have the answer made. While the same is in line already, it is this one."""
    if found := ordered(owner=owner, question=question):
        return found
    refuse(_reasons_not_to_order(owner))
    try:
        with transaction.atomic():
            made = MadeReport.objects.create(owner=owner, asked_at=now, **_asked(question))
    except IntegrityError:  # by the same person a moment ago
        return MadeReport.objects.unfinished().get(owner=owner, **_asked(question))
    soon(MAKE)
    return made


def ordered(*, owner: User, question: Question) -> MadeReport | None:
    """What is in line already for this question."""
    mine = MadeReport.objects.unfinished().filter(owner=owner)
    return mine.filter(**_asked(question)).first()


@transacted
def cancel(*, made: MadeReport, now: datetime) -> bool:
    """Give it up, unless it is there already; the statement that counts for it ends, too."""
    unfinished = MadeReport.objects.unfinished().filter(pk=made.pk)
    given_up = bool(unfinished.update(cancelled_at=now))
    if given_up:
        transaction.on_commit(partial(stop, made.pk))
    return given_up


def forget_old(*, now: datetime) -> int:
    """Delete what was kept long enough, or whose owner has gone, or may tell an erased name."""
    erased = ErasureRequest.objects.latest_name_erased()
    old = Q(asked_at__lt=now - settings.MADE_REPORTS_KEPT)
    if erased:
        old |= Q(finished_at__lte=erased)
    ended = Q(finished_at__isnull=False) | Q(cancelled_at__isnull=False)
    gone = MadeReport.objects.filter(ended & old | Q(owner__is_active=False))
    return gone.delete()[0]


def _asked(question):
    return {
        "report": question.report.name,
        "parameters": question.plain,
        "language": get_language(),
    }


def _reasons_not_to_order(owner):
    count = MadeReport.objects.unfinished().filter(owner=owner).count()
    if count >= AT_ONCE:
        text = _("%(count)s reports of yours are being made already. Wait for one or cancel one.")
        yield text % {"count": count}
