"""Reports under a name, and their way into the mail."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fortbildung.shared import mail
from fortbildung.shared.errors import Refused
from organisations.models import User
from reports.figures.reach import reach_of
from reports.mails.saved import letter_with, letter_without
from reports.models import Rhythm, SavedReport
from reports.questions.catalogue import question_within
from reports.rules.rhythm import next_turn
from reports.services import kept

log = logging.getLogger(__name__)
LANGUAGE = "de"


@transaction.atomic
def save(
    *, owner: User, name: str, report: str, parameters: dict, rhythm: Rhythm, now: datetime
) -> SavedReport:
    """Keep the report with this filter; under a name one has already it is the new one."""
    kept, _new = SavedReport.objects.update_or_create(
        owner=owner,
        name=name,
        defaults={
            "report": report,
            "parameters": parameters,
            "rhythm": rhythm,
            "next_at": next_turn(rhythm, now),
            "problem": "",
        },
    )
    return kept


def change_rhythm(*, saved: SavedReport, rhythm: Rhythm, now: datetime) -> SavedReport:
    """Send it from now on as said."""
    saved.rhythm, saved.next_at = rhythm, next_turn(rhythm, now)
    saved.save(update_fields=["rhythm", "next_at"])
    return saved


def forget(*, saved: SavedReport) -> None:
    """It is neither kept nor sent any more."""
    saved.delete()


def send_due(*, now: datetime) -> int:
    """Owe each owner the reports whose day has come, once; how many.

    Each is made by itself, with the rights its owner has now. Whatever stands against it is told
    to the owner instead, and the next turn comes all the same.
    """
    sent = 0
    for key in SavedReport.objects.due(now).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic(), translation.override(LANGUAGE):
            sent += _send(key, now)
    return sent


def parameters_on(saved: SavedReport, now: datetime) -> dict:
    """As saved, but of the year of the day before: January tells of the year that is over."""
    year = (timezone.localdate(now) - timedelta(days=1)).year
    asked = dict(saved.parameters)
    if "year" in asked:
        asked["year"] = str(year)
    return asked


def _send(key, now):
    """Whether this one was still due."""
    due = SavedReport.objects.due(now).filter(pk=key).select_related("owner")
    saved = due.select_for_update(of=["self"], skip_locked=True).first()
    if saved is None:
        return False
    letter, saved.problem = _letter(saved, now)
    mail.owe(
        key=f"saved-report-{saved.pk}-{saved.next_at:%Y-%m-%d}",
        to=saved.owner.email,
        letter=letter,
        can_wait=True,
        now=now,
    )
    saved.next_at = next_turn(saved.rhythm, now)
    saved.save(update_fields=["next_at", "problem"])
    return True


def _letter(saved, now):
    """What is sent, and why it is not the report; blank when it is."""
    parameters = parameters_on(saved, now)
    try:
        with transaction.atomic():
            reach = reach_of(saved.owner)
            answer = kept.answer_to(question_within(reach, saved.report, parameters, now))
    except Refused as refusal:
        problem = " ".join(refusal.messages)
    except Exception:  # of one report must not stop those of others
        log.exception("Saved report %s was not made.", saved.pk)
        problem = _("Something went wrong on our side; we look into it.")
    else:
        return letter_with(saved, answer, parameters), ""
    return letter_without(saved, problem), problem[:500]
