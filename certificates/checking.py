"""What anybody who checks a certificate is told: enough to compare with the paper, not more.

The code stands on the paper, so whoever has it knows the rest. Of the name only the initials are
told: they suffice to compare, and a code found elsewhere names nobody. Who brings the paper itself
reads the name on it anyway. Why and when one was revoked is the issuer's business.
"""

import unicodedata
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from certificates.facts import names
from certificates.models import Certificate
from certificates.states import CertificateState

CHECKS = {"scope": "certificate-check", "limit": 30, "period": 60}  # per address
VERDICTS = {
    CertificateState.ISSUED: _("This certificate is genuine and valid."),
    CertificateState.REPLACED: _(
        "This certificate was replaced by a newer one and is no longer valid."
    ),
    CertificateState.REVOKED: _("This certificate was revoked and is not valid."),
}
# Of a file somebody brings.
FOUND = VERDICTS | {
    "record": _("This training record is genuine: nobody has changed it since it was taken along."),
    "altered": _("This file was changed after it was issued. Do not accept it."),
    "unknown": _("This file was not issued here."),
}


def told(certificate, *, named=False):
    """The facts of a certificate; with the name where the paper itself was brought."""
    facts = certificate.facts
    name = " ".join(filter(None, names(facts))) if named else masked(names(facts))
    return {
        "state": certificate.state,
        "verdict": str(VERDICTS[certificate.state]),
        "kind": certificate.get_kind_display(),
        "number": certificate.number,
        "replaced_by": _successor(certificate),
        "office": facts["office"]["name"],
        "issued_on": date.fromisoformat(facts["issued_on"]),
        "person": name or str(_("erased")),
        "named": named,
        "name_is_erased": not any(names(facts)),
        "course": facts["course"]["title"],
        "first_day": date.fromisoformat(facts["first_day"]),
        "last_day": date.fromisoformat(facts["last_day"]),
        "attended": Decimal(facts["units"]["attended"]),
        "offered": Decimal(facts["units"]["offered"]),
    }


def _successor(certificate):
    """The number of the one that counts in its place."""
    if certificate.state != CertificateState.REPLACED:
        return ""
    newer = Certificate.objects.filter(replaces=certificate).first()
    return newer.number if newer else ""


def masked(parts):
    """Kim, Muster → K… M…"""
    return " ".join(f"{_initial(name)}…" for name in parts if name)


def _initial(name):
    """The first letter with the marks that belong to it."""
    end = 1
    while end < len(name) and unicodedata.combining(name[end]):
        end += 1
    return name[:end]
