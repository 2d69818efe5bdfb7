"""What anybody who types a code is told: enough to compare with the paper, not more.

The code stands on the paper, so whoever has it knows the rest. Of the name only the initials are
told: they suffice to compare, and a code found elsewhere names nobody.
"""

import unicodedata
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from certificates.facts import names
from certificates.states import CertificateState

CHECKS = {"scope": "certificate-check", "limit": 30, "period": 60}  # per address
VERDICTS = {
    CertificateState.ISSUED: _("This certificate is genuine and valid."),
    CertificateState.REPLACED: _(
        "This certificate was replaced by a newer one and is no longer valid."
    ),
    CertificateState.REVOKED: _("This certificate was revoked and is not valid."),
}


def told(certificate):
    facts = certificate.facts
    return {
        "state": certificate.state,
        "verdict": str(VERDICTS[certificate.state]),
        "number": certificate.number,
        "office": facts["office"]["name"],
        "issued_on": date.fromisoformat(facts["issued_on"]),
        "person": masked(names(facts)) or str(_("erased")),
        "name_is_erased": not any(names(facts)),
        "course": facts["course"]["title"],
        "first_day": date.fromisoformat(facts["first_day"]),
        "last_day": date.fromisoformat(facts["last_day"]),
        "attended": Decimal(facts["units"]["attended"]),
        "offered": Decimal(facts["units"]["offered"]),
    }


def masked(parts):
    """Kim, Muster → K… M…"""
    return " ".join(f"{_initial(name)}…" for name in parts if name)


def _initial(name):
    """The first letter with the marks that belong to it."""
    end = 1
    while end < len(name) and unicodedata.combining(name[end]):
        end += 1
    return name[:end]
