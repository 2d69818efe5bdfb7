"""The training record to take along: sealed as a paper, signed as a set of credentials."""

from datetime import datetime

from django.conf import settings

from certificates import badge, record_json, record_pdf, seal
from certificates.models import Certificate, SealedRecord
from certificates.record import training_record
from certificates.services import seals
from certificates.services.making import subject_of
from certificates.states import CertificateState
from courses.models import QualificationPeriod
from organisations.models import User


def paper(*, person: User, now: datetime) -> bytes:
    """Names and dates are those of today; the seal says that nobody has changed them since."""
    plain = record_pdf.render(training_record(person, now=now), at=now)
    signer = seals.signer_for(seals.in_use(now=now))
    made = seal.sealed(
        plain, signer, reason=f"Fortbildungspass, {person}", timestamper=seals.timestamper()
    )
    SealedRecord.objects.create(digest=seal.digest_of(made), sealed_at=now)
    return made


def credentials(*, person: User, now: datetime) -> dict:
    """All badges of the person that count, and their qualifications; signed one by one and whole.

    Expired qualifications are in it, too: the credential says until when they were valid.
    """
    in_use = seals.in_use(now=now)
    proof = {
        "key": seals.keys_of(in_use).badge,
        "method": badge.method_of(settings.SITE_URL, in_use.fingerprint),
        "at": now,
    }
    subject = subject_of(person)
    kinds = [
        badge.signed(record_json.qualification(period, subject=subject), **proof)
        for period in _periods(person)
    ]
    whole = record_json.record(person, [*_badges(person), *kinds], subject=subject, at=now)
    return badge.signed(whole, **proof)


def _badges(person):
    issued = Certificate.objects.filter(
        enrolment__person=person, state=CertificateState.ISSUED, credential__isnull=False
    )
    return issued.order_by("issued_at", "pk").values_list("credential", flat=True)


def _periods(person):
    periods = QualificationPeriod.objects.of(person).select_related("qualification")
    return periods.order_by("qualification__name", "first_day")
