"""Is what somebody brings what was issued here? Known by its digest, to the last byte.

Nothing in a file is run, unpacked or fetched: a file that is ours is known already, and of any
other it is only asked whether it looks like one of ours that was changed.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum

import jwt
from django.conf import settings

from certificates import badge, seal
from certificates.codes import read_code
from certificates.models import Certificate, Seal, SealedRecord

LARGEST = 5 * 1024 * 1024  # bytes
LARGEST_BADGE = 200 * 1024
_NUMBER = re.compile(rb"(?<![A-Z0-9])[A-Z0-9]{1,12}-\d{4}-\d{5,7}(?!\d)")
_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+")
AT_ANY_TIME = dict.fromkeys(("verify_nbf", "verify_exp", "verify_iat", "verify_aud"), False)
MOST_NUMBERS = 50  # looked up of one file


class Outcome(StrEnum):
    GENUINE = "issued"
    REPLACED = "replaced"
    REVOKED = "revoked"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    RECORD = "record"


@dataclass(frozen=True)
class Finding:
    """What a file is; the certificate it is, or seems to have been made from.

    `named` says that the file is the paper itself, so that its name is no news.
    """

    outcome: Outcome
    certificate: Certificate | None = None
    named: bool = False


NOTHING = Finding(Outcome.UNKNOWN)


def examine(content: bytes) -> Finding:
    """Tell a PDF, a badge as JSON or as token; whatever else it is is unknown."""
    if b"%PDF-" in content[:1024]:
        return _examine_paper(content)
    if len(content) > LARGEST_BADGE:
        return NOTHING
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return NOTHING
    return _examine_token(text) if _TOKEN.fullmatch(text) else _examine_badge(text)


def _examine_paper(content):
    digest = seal.digest_of(content)
    if found := Certificate.objects.filter(pdf_digest=digest).first():
        return Finding(Outcome(found.state), found, named=True)
    if SealedRecord.objects.filter(digest=digest).exists():
        return Finding(Outcome.RECORD)
    return _examine_strange(content)


def _examine_strange(content):
    """One nobody knows to the last byte."""
    found = _named_in(content)
    if found and not found.pdf_digest:  # from before there were seals
        return _examine_unsealed(found, content)
    if found or Seal.objects.filter(fingerprint__in=seal.fingerprints_in(content)).exists():
        return Finding(Outcome.ALTERED, found)
    return NOTHING


def _examine_unsealed(certificate, content):
    """The file we keep is the only witness of a paper without a seal."""
    if not certificate.pdf:
        return NOTHING
    with certificate.pdf.open() as kept:
        if kept.read() == content:
            return Finding(Outcome(certificate.state), certificate, named=True)
    return Finding(Outcome.ALTERED, certificate)


def _named_in(content):
    """The certificate whose number the file carries where everybody can read it."""
    numbers = dict.fromkeys(number.decode() for number in _NUMBER.findall(content))
    known = Certificate.objects.filter(number__in=list(numbers)[:MOST_NUMBERS])
    found = {certificate.number: certificate for certificate in known}
    return next((found[number] for number in numbers if number in found), None)


def _examine_badge(text):
    document = _read(text)
    found = _claimed(document.get("id")) if document else None
    if found is None or not found.credential_digest:
        return NOTHING
    same = _is_same(document, found.credential_digest)
    return Finding(Outcome(found.state) if same else Outcome.ALTERED, found)


def _is_same(document, digest):
    try:
        return badge.digest_of(document) == digest
    except RecursionError:  # ours are not that deep
        return False


def _read(text):
    """The object a text is, or None."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _examine_token(text):
    try:
        claims = jwt.decode(text, options={"verify_signature": False})
    except jwt.PyJWTError:
        return NOTHING
    found = _claimed(claims.get("jti"))
    if found is None:
        return NOTHING
    ours = any(_is_signed(text, each.token_key) for each in Seal.objects.latest_first())
    return Finding(Outcome(found.state) if ours else Outcome.ALTERED, found)


def _is_signed(token, jwk):
    try:
        jwt.decode(token, jwt.PyJWK(jwk), algorithms=["RS256"], options=AT_ANY_TIME)
    except jwt.PyJWTError:
        return False
    return True


def _claimed(address):
    """The certificate a badge says it is; its address is that of the check."""
    start = f"{settings.SITE_URL}/pruefen/"
    if not isinstance(address, str) or not address.startswith(start):
        return None
    code = read_code(address.removeprefix(start))
    return Certificate.objects.filter(code=code).first() if code else None
