"""What badges need of this house: who it is, which of them count no more, and a second form."""

import gzip
import json
from datetime import datetime

from django.conf import settings

from certificates import badge
from certificates.models import Certificate, Seal
from certificates.multikey import base64url
from certificates.services import seals
from certificates.states import CertificateState

LEAST = 131_072  # places in a list, so that a single one tells nothing


def identity() -> dict:
    """`did.json`: the keys of every seal there ever was, the latest first."""
    return badge.identity(Seal.objects.latest_first(), site=settings.SITE_URL)


def status_list(name: str, *, now: datetime) -> dict | None:
    """Which certificates numbered `name`-… count no more, signed; None where there are none."""
    numbered = Certificate.objects.filter(number__startswith=f"{name}-")
    last = numbered.order_by("-serial").values_list("serial", flat=True).first()
    if last is None:
        return None
    ended = numbered.exclude(state=CertificateState.ISSUED).values_list("serial", flat=True)
    document = badge.status_list(
        name=name, bits=encoded(ended, places=last + 1), at=now, site=settings.SITE_URL
    )
    in_use = seals.in_use(now=now)
    method = badge.method_of(settings.SITE_URL, in_use.fingerprint)
    return badge.signed(document, key=seals.keys_of(in_use).badge, method=method, at=now)


def encoded(ended, *, places: int) -> str:
    """A bit for each serial number, from the left, packed as the standard says."""
    bits = bytearray(max(LEAST, places + -places % 8) // 8)
    for place in ended:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64url(gzip.compress(bytes(bits), mtime=0))


def token_of(certificate: Certificate, *, now: datetime) -> str:
    """The badge as VC-JWT, signed with the key in use now."""
    in_use = seals.in_use(now=now)
    method = badge.method_of(settings.SITE_URL, in_use.fingerprint, "rs256")
    return badge.token(certificate.credential, key=seals.keys_of(in_use).token, method=method)


def as_text(certificate: Certificate) -> str:
    """The badge as the file people keep."""
    return json.dumps(certificate.credential, ensure_ascii=False, indent=2, sort_keys=True)
