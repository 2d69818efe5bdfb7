"""Attendance that was recorded wrongly, put right after the seminar was closed.

State and units of the one enrolment follow, then what had been issued on them: a paper that still
fits is replaced, one that proves too much is revoked, and what is now owed is issued.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from certificates import mails
from certificates.models import Certificate
from certificates.rules import reasons_not_to_replace
from certificates.services.ending import replace, revoke
from certificates.services.issuing import OWED
from certificates.services.making import Wanted, lock_office, make, with_facts
from certificates.states import CertificateState
from courses.models import Enrolment
from courses.rules import reasons_not_to_correct
from courses.services.attendance import Entries, record
from courses.services.hats import works_for_office_of
from fortbildung.shared.errors import Refused, refuse
from organisations.models import User


@dataclass(frozen=True)
class Correction:
    """How somebody's attendance stands now, and which papers came and went with it."""

    enrolment: Enrolment
    made: list[Certificate]
    revoked: list[Certificate]


@transaction.atomic
def correct(
    *, enrolment: Enrolment, entries: Entries, by: User, reason: str, now: datetime
) -> Correction:
    """Record how the person of `enrolment` attended in truth, session by session."""
    if not works_for_office_of(by, enrolment.seminar):
        raise PermissionDenied
    lock_office(enrolment.seminar.central_office_id)  # first, as whoever issues does
    enrolment = _fresh(enrolment)
    refuse(_reasons_against(enrolment, entries, reason))
    before, facts = (enrolment.state, enrolment.attended_units), {"by": by, "now": now}
    recorded = record(
        seminar=enrolment.seminar, entries=entries, correction=reason.strip(), **facts
    )
    if not recorded:
        raise Refused(_("This is how it is recorded already."))
    enrolment = _fresh(enrolment)
    if (enrolment.state, enrolment.attended_units) == before:
        return Correction(enrolment, [], [])
    made, revoked = _follow(enrolment, {"reason": reason, **facts})
    if enrolment.state != before[0]:
        made += _issue(enrolment, now)
    return Correction(enrolment, made, revoked)


def _fresh(enrolment):
    return with_facts(Enrolment.objects).get(pk=enrolment.pk)


def _reasons_against(enrolment, entries, reason):
    yield from reasons_not_to_correct(enrolment=enrolment)
    if {key for key, _session in entries} - {enrolment.pk}:
        yield _("This entry does not belong to the seminar. Reload the page.")
    if not reason.strip():
        yield _("Say why: the person reads it.")


def _follow(enrolment, facts):
    """Replace what still fits, revoke what does not; which were made, which revoked."""
    made, revoked = [], []
    issued = Certificate.objects.filter(enrolment=enrolment, state=CertificateState.ISSUED)
    for certificate in issued.order_by("serial"):
        if list(reasons_not_to_replace(certificate=certificate, enrolment=enrolment)):
            revoked.append(revoke(certificate=certificate, **facts))
        else:
            made.append(replace(certificate=certificate, **facts))
    return made, revoked


def _issue(enrolment, now):
    """What the new result proves and nobody has; also where one was revoked for the old result."""
    issued = Certificate.objects.filter(enrolment=enrolment, state=CertificateState.ISSUED)
    had = set(issued.values_list("kind", flat=True))
    owed = Enrolment.objects.filter(pk=enrolment.pk, person__isnull=False)
    proven = [kind for kind, facts in OWED.items() if owed.filter(**facts).exists()]
    wanted = [Wanted(enrolment, kind) for kind in proven if kind not in had]
    office = lock_office(enrolment.seminar.central_office_id)
    with translation.override(settings.LANGUAGE_CODE):
        outcome = make(office, wanted, now=now)
    for _wanted, reasons in outcome.refused:
        raise Refused(reasons)
    mails.tell_issued(outcome.made)
    return outcome.made
