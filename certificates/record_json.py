"""The training record for machines: a set of credentials to take along, as CLR 2.0 arranges them.

Each certificate is in it as the badge that was signed when it was issued, which proves itself.
What has no badge, and the qualifications that follow from it all, is told and not signed; so is
the set as a whole.
"""

from django.conf import settings

from certificates import badge
from certificates.models import Certificate
from certificates.states import CertificateState
from courses.models import QualificationPeriod

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


def credentials_of(person, *, at):
    """All badges of the person, and their qualifications."""
    badges = Certificate.objects.filter(
        enrolment__person=person, state=CertificateState.ISSUED, credential__isnull=False
    )
    periods = QualificationPeriod.objects.of(person).select_related("qualification")
    return {
        "@context": CONTEXT,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Fortbildungspass",
        "issuer": _issuer(),
        "validFrom": badge.moment(at),
        "credentialSubject": {
            "type": ["ClrSubject"],
            "name": str(person),
            "verifiableCredential": [
                *badges.order_by("issued_at", "pk").values_list("credential", flat=True),
                *map(_qualification, periods.order_by("qualification__name", "first_day")),
            ],
        },
    }


def _issuer():
    return {"id": badge.did_of(settings.SITE_URL), "type": ["Profile"], "name": "Fortbildung"}


def _qualification(period):
    kind = period.qualification
    told = {
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": kind.name,
        "issuer": _issuer(),
        "validFrom": f"{period.first_day}T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "type": ["Achievement"],
                "achievementType": "Competency",
                "name": kind.name,
                "humanCode": kind.code,
                "criteria": {"narrative": "Folgt aus den Nachweisen nach der Gültigkeitsregel."},
            },
        },
    }
    return told | ({"validUntil": f"{period.last_day}T23:59:59Z"} if period.last_day else {})
