"""The worker makes a report, with the rights its owner has now, and tells them what came of it.

One report is made at a time, by whoever holds the turn; other workers stay free for mails. The
turn ends with the connection that holds it, so a killed worker stands in nobody's way.
"""

import logging
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from fortbildung.shared import mail
from fortbildung.shared.errors import Refused
from fortbildung.shared.patience import TookTooLong, at_most
from fortbildung.shared.steps import heard_by
from fortbildung.shared.transactions import transacted
from reports.beside import Stopped, beside, call_it
from reports.figures.answers import Answer
from reports.figures.reach import reach_of
from reports.mails.made import letter_with, letter_without
from reports.models import MadeReport
from reports.questions.catalogue import question_within
from reports.services import kept

TRIES = 3  # then it may be the report that kills the worker
LAYING_OUT = 1  # a step, after all counting
# Somebody cancelled it, or the database went away or ended the statement: no fault of the report.
ENDED = (Stopped, OperationalError, InterfaceError)
log = logging.getLogger(__name__)


def make_next(*, now: datetime) -> bool:
    """Make the report that was ordered first; whether there was one, and it was our turn.

    The line is looked at before the turn is taken: whoever orders while somebody still holds it
    is seen by them the next time.
    """
    line = MadeReport.objects.in_line().select_related("owner")
    if not line.exists():
        return False
    with beside() as other:
        made = line.first() if other.takes_turn() else None
        if made is None:
            return False
        with translation.override(made.language):
            _make(made, other, now)
    return True


def _make(made, other, now):
    try:
        answer, problem = _outcome(made, other, now)
    except ENDED:
        if other.is_wanted(made.pk):
            raise  # it is begun anew
    else:
        _finish(made, answer, problem, now=now)


def _outcome(made, other, now):
    """The answer, and why there is none: one of both is empty."""
    try:
        return _counted(made, other, now), ""
    except Refused as refusal:
        return None, " ".join(refusal.messages)
    except TookTooLong:
        return None, _("Counting takes too long. Choose fewer years or fewer rows.")
    except ENDED:
        raise
    except Exception:
        log.exception("Report %s was not made.", made.pk)
        return None, _("Something went wrong on our side; we look into it.")


def _counted(made, other, now):
    reach = reach_of(made.owner)
    question = question_within(reach, made.report, made.parameters, now)
    made.reach = reach.digest
    if other.begins(made.pk, total=question.steps + LAYING_OUT) > TRIES:
        log.error("Report %s was begun %s times and never finished.", made.pk, TRIES)
        raise Refused(_("It was begun several times and never came to an end; we look into it."))
    place = kept.place_of(question)
    if answer := kept.found_at(place):  # somebody else has asked the same meanwhile
        return answer
    with (
        at_most(settings.REPORT_LONGEST),
        heard_by(partial(other.has_stepped, made.pk)),
        other.watches(made.pk),
    ):
        call_it(made.pk)
        answer = question.answer
    return kept.keep(place, answer)


@transacted
def _finish(made: MadeReport, answer: Answer | None, problem: str, *, now: datetime) -> None:
    """Keep what came of it and tell the owner, unless it was given up meanwhile."""
    row = MadeReport.objects.unfinished().select_for_update().filter(pk=made.pk).first()
    if row is None:
        return
    row.record, row.reach = answer and answer.as_record(), made.reach
    row.problem = problem[: MadeReport.problem.field.max_length]
    row.done, row.finished_at = row.total, max(now, row.asked_at)
    row.save()
    letter = letter_with(made, answer) if answer else letter_without(made, problem)
    mail.owe(key=f"made-report-{made.pk}", to=made.owner.email, letter=letter, now=now)
