"""Which seal is in use, and how there comes a new one."""

import logging
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper

from certificates import device, multikey, seal
from certificates import keys as keyring
from certificates.keys import Keys
from certificates.models import Seal

log = logging.getLogger(__name__)
LOCK = 5_110_022  # of the database: one at a time


def in_use(*, now: datetime | None = None) -> Seal:
    """The seal papers get now. Keys that lie ready are taken into use when first needed."""
    found = Seal.objects.current().first()
    return found or _take_what_lies_ready(now or timezone.now())


def keys_of(seal: Seal) -> Keys:
    return keyring.open_keys(settings.SEAL_FOLDER, seal.fingerprint, settings.SEAL_PASSPHRASE)


def signer_for(seal_in_use: Seal) -> Signer:
    """Who puts the seal on papers: a key in a file, or a device."""
    keys = keys_of(seal_in_use)
    return device.signer_of(keys) if keys.key is None else seal.signer_of(keys)


def timestamper() -> TimeStamper | None:
    """The authority that says when a paper was sealed, where there is one."""
    return seal.timestamper_at(settings.SEAL_TIMESTAMPS) if settings.SEAL_TIMESTAMPS else None


@transaction.atomic
def create(*, now: datetime) -> tuple[Seal, bool]:
    """The seal in use and whether it is new; running it again changes nothing."""
    _one_at_a_time()
    if found := Seal.objects.current().first():
        keys_of(found)  # says so if they are missing
        return found, False
    if keyring.kept(settings.SEAL_FOLDER):
        return _take_what_lies_ready(now), True
    return _put_into_use(_made(now), now), True


@transaction.atomic
def rotate(*, now: datetime) -> Seal:
    """Seal with new keys from now on; what was sealed before stays valid."""
    _one_at_a_time()
    return _put_into_use(_made(now), now)


@transaction.atomic
def bring(*, content: bytes, passphrase: str, now: datetime) -> Seal:
    """Seal from now on with a certificate somebody else has issued, from a PKCS#12 file.

    With a device only the certificates come along, as PEM or in such a file.
    """
    _one_at_a_time()
    key, certificate, others = keyring.opened(content, passphrase.encode())
    if key is None and settings.SEAL_BACKEND != "pkcs11":
        raise ImproperlyConfigured("The file holds no key, and SEAL_BACKEND is not pkcs11.")
    key = None if settings.SEAL_BACKEND == "pkcs11" else key
    keys = keyring.with_badge_keys(certificate, others[-1], key)
    keyring.keep(settings.SEAL_FOLDER, keys, settings.SEAL_PASSPHRASE)
    return _put_into_use(keys, now)


def _made(now):
    """New keys in the folder, vouched for by the root that is there or by a new one."""
    folder, secret = settings.SEAL_FOLDER, settings.SEAL_PASSPHRASE
    name = f"{settings.SEAL_NAME} ({urlsplit(settings.SITE_URL).hostname})"
    authority = keyring.open_authority(folder, secret)
    if authority is None or _ends_soon(authority.certificate, now):
        authority = keyring.new_authority(name, now=now)
        keyring.keep_authority(folder, authority, secret)
    made = keyring.new_keys(name, authority, now=now)
    keyring.keep(folder, made, secret)
    return made


def _ends_soon(certificate, now):
    return certificate.not_valid_after_utc < now + keyring.LEAF_YEARS * keyring.YEAR


def _take_what_lies_ready(now):
    keys = keyring.open_latest(settings.SEAL_FOLDER, settings.SEAL_PASSPHRASE)
    if keys is None:
        raise ImproperlyConfigured(
            f"There is no seal in {Path(settings.SEAL_FOLDER)}: run manage.py create_seal."
        )
    return _put_into_use(keys, now)


def _put_into_use(keys, now):
    Seal.objects.current().update(retired_at=now)
    facts = {
        "leaf": _pem(keys.certificate),
        "root": _pem(keys.root),
        "badge_key": multikey.of(keys.badge.public_key()),
        "token_key": multikey.jwk_of(keys.token.public_key()),
        "ends_at": keys.certificate.not_valid_after_utc,
        "retired_at": None,
    }
    taken, _new = Seal.objects.update_or_create(
        fingerprint=keys.fingerprint, defaults=facts, create_defaults={**facts, "created_at": now}
    )
    return taken


def _pem(certificate: x509.Certificate):
    return certificate.public_bytes(Encoding.PEM).decode()


def _one_at_a_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
