"""The training record for machines: a set of credentials to take along, as CLR 2.0 arranges them.

Each certificate is in it as the badge that was signed when it was issued. What follows from them
all, the qualifications, and the set as a whole are drawn up here and signed by whoever asks.
"""

from uuid import uuid4

from django.conf import settings

from certificates import badge, contexts

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    contexts.CLR,
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


def record(person, credentials, *, subject, at):
    """The set: these credentials, each with a proof of its own."""
    return {
        "@context": CONTEXT,
        "id": uuid4().urn,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Fortbildungspass",
        "issuer": _issuer(),
        "validFrom": badge.moment(at),
        "credentialSubject": {
            **subject,
            "type": ["ClrSubject"],
            "name": str(person),
            "verifiableCredential": credentials,
        },
    }


def qualification(period, *, subject):
    """The credential that says what somebody may do, since when and until when."""
    kind = period.qualification
    until = {"validUntil": f"{period.last_day}T23:59:59Z"} if period.last_day else {}
    return {
        "@context": badge.CONTEXT,
        "id": uuid4().urn,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": kind.name,
        "issuer": _issuer(),
        "validFrom": f"{period.first_day}T00:00:00Z",
        **until,
        "credentialSubject": {
            **subject,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": f"{settings.SITE_URL}/#{kind.code}",
                "type": ["Achievement"],
                "achievementType": "Competency",
                "name": kind.name,
                "humanCode": kind.code,
                "description": kind.name,
                "criteria": {"narrative": "Folgt aus den Nachweisen nach der Gültigkeitsregel."},
            },
        },
        "credentialSchema": [badge.SCHEMA],
    }


def _issuer():
    site = settings.SITE_URL
    return {"id": badge.did_of(site), "type": ["Profile"], "name": "Fortbildung", "url": site}
