"""A list that was looked at is saved as a whole, or not at all."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.utils.translation import gettext as _

from fortbildung.shared.errors import Refused
from fortbildung.shared.importing import one_import
from organisations import mails
from organisations.models import Employment, Invitation, User
from organisations.services.invitations import invite, renew
from organisations.services.staff_list.planning import plan_staff_list
from organisations.services.staff_list.words import FACTS
from organisations.states import EmploymentState, RowOutcome

DECIDED = ("state", "decided_by", "decided_at")
SOMETHING_CHANGED = "something-changed"


def save_staff_list(*, data: bytes, digest: str, manager: User, now: datetime) -> Counter:
    """Do what was looked at, and count it by outcome.

    Raises Refused, and changes nothing, when a line would lead to something else by now.
    """
    try:
        with one_import(dry_run=False):
            plan = plan_staff_list(data=data, manager=manager, now=now, lock=True)
            if plan.has_problems or plan.digest != digest:
                raise _changed_meanwhile()
            by_outcome = {outcome: [] for outcome in RowOutcome}
            for row in plan.rows:
                by_outcome[row.outcome].append(row)
            _save_employments(by_outcome, manager, now)
            _save_invitations(by_outcome, manager, now)
    except IntegrityError as error:  # somebody asked for the same employment this very moment
        raise _changed_meanwhile() from error
    return Counter({outcome: len(rows) for outcome, rows in by_outcome.items() if rows})


def _changed_meanwhile():
    return Refused(
        _("Something has changed since you looked at the list. Nothing was saved; look once more."),
        code=SOMETHING_CHANGED,
    )


def _save_employments(by_outcome, manager, now):
    decision = {"state": EmploymentState.CONFIRMED, "decided_by": manager, "decided_at": now}
    changed = [_set(row.employment, row.facts) for row in by_outcome[RowOutcome.CHANGED]]
    asked = [_set(row.employment, row.facts | decision) for row in by_outcome[RowOutcome.CONFIRMED]]
    left = [_ended(row) for row in by_outcome[RowOutcome.MOVED]]
    Employment.objects.bulk_update([*changed, *asked], [*FACTS, *DECIDED], batch_size=500)
    Employment.objects.bulk_update([old for old, _ends in left], ["ends"], batch_size=500)
    new = [
        Employment(user=row.employment.user, ends=ends, **row.facts, **decision)
        for row, ends in [
            *((row, None) for row in by_outcome[RowOutcome.ADDED]),
            *zip(by_outcome[RowOutcome.MOVED], [ends for _old, ends in left], strict=True),
        ]
    ]
    Employment.objects.bulk_create(new)
    mails.tell_of_list([*changed, *new], by=manager, now=now)
    mails.tell_of_decisions(asked, reason="", now=now)


def _ended(row):
    """The employment that is left, with its last day, and the one it had before."""
    job = row.employment
    ends, job.ends = job.ends, row.facts["starts"] - timedelta(days=1)
    return job, ends


def _save_invitations(by_outcome, manager, now):
    rows = by_outcome[RowOutcome.INVITED]
    renew([_written(row) for row in rows if row.invitation], by=manager, now=now)
    new = [_written(row) for row in rows if not row.invitation]
    invite(new, by=manager, now=now)
    known = [_written(row) for row in by_outcome[RowOutcome.INVITED_ALREADY] if row.facts]
    Invitation.objects.bulk_update(known, [*FACTS, "first_name", "last_name"], batch_size=500)


def _written(row):
    line = row.line
    person = {"first_name": line.first_name, "last_name": line.last_name, "email": line.email}
    return _set(row.invitation or Invitation(), row.facts | person)


def _set(instance, facts):
    for name, fact in facts.items():
        setattr(instance, name, fact)
    return instance
