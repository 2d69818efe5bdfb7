"""When a certificate counts no more: revoked, or replaced by one that says what is true now.

Nothing is deleted and no number is given twice. The public learns that one was revoked; why and
when is kept for the office. One that was replaced says by what.
"""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation

from certificates import mails
from certificates.models import Certificate
from certificates.rules import reasons_not_to_end, reasons_not_to_replace
from certificates.services.making import Wanted, lock_office, make, with_facts
from certificates.states import CertificateState
from courses.models import Enrolment
from courses.services.hats import works_for_office_of
from fortbildung.shared.errors import Refused, refuse
from organisations.models import User


@transaction.atomic
def revoke(*, certificate: Certificate, by: User, reason: str, now: datetime) -> Certificate:
    """It counts no more, and nothing takes its place."""
    certificate = _ending(certificate, by, reason)
    _end(certificate, CertificateState.REVOKED, by, reason, now)
    if certificate.enrolment.person.is_active:
        mails.tell_revoked(certificate, now=now)
    return certificate


@transaction.atomic
def replace(
    *, certificate: Certificate, by: User, reason: str, language: str = "", now: datetime
) -> Certificate:
    """Issue it anew with the facts of today, such as a new name; the old one names the new."""
    certificate = _ending(certificate, by, reason)
    enrolment = with_facts(Enrolment.objects).get(pk=certificate.enrolment_id)
    refuse(reasons_not_to_replace(certificate=certificate, enrolment=enrolment))
    _end(certificate, CertificateState.REPLACED, by, reason, now)
    wanted = Wanted(
        enrolment,
        certificate.kind,
        replaces=certificate,
        language=language or certificate.facts.get("language", ""),
    )
    office = lock_office(certificate.central_office_id)
    with translation.override(settings.LANGUAGE_CODE):
        outcome = make(office, [wanted], now=now)
    for _wanted, reasons in outcome.refused:
        raise Refused(reasons)
    mails.tell_issued(outcome.made)
    return outcome.made[0]


def _ending(certificate, by, reason):
    """The row, locked, of an office of this person, that still counts."""
    lock_office(certificate.central_office_id)  # first, as whoever issues does
    found = Certificate.objects.select_for_update(of=["self"]).select_related(
        "enrolment__person", "enrolment__seminar", "central_office"
    )
    certificate = found.get(pk=certificate.pk)
    if not works_for_office_of(by, certificate.enrolment.seminar):
        raise PermissionDenied
    refuse(reasons_not_to_end(certificate=certificate, reason=reason))
    return certificate


def _end(certificate, state, by, reason, now):
    certificate.move_to(state, by=by, reason=reason.strip(), now=now)
    certificate.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
