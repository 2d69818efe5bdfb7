"""Making, keeping and opening the keys that seal. They lie in files, never in the database.

One folder per seal, named after its certificate: `seal.p12` for papers, `badge.pem` (Ed25519) and
`token.pem` (RSA) for badges. `root.p12` beside them vouches for each new seal. All of them are
encrypted with the passphrase of the settings.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from django.core.exceptions import ImproperlyConfigured

ROOT_YEARS, LEAF_YEARS = 20, 3
YEAR = timedelta(days=365)
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
NAME = 16  # letters of the fingerprint that name a folder
PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class Authority:
    """Who vouches for a seal."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Keys:
    """All keys of one seal. Without `key`, the paper's own lies in a device (PKCS#11)."""

    certificate: x509.Certificate
    root: x509.Certificate
    badge: ed25519.Ed25519PrivateKey
    token: rsa.RSAPrivateKey
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | None = None

    @property
    def fingerprint(self):
        return self.certificate.fingerprint(SHA256()).hex()


def new_authority(name, *, now):
    """A root that vouches for seals and for nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(name, f"{name} – Wurzel der Siegel")
    certificate = (
        _begun(subject, subject, key.public_key(), now, now + ROOT_YEARS * YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, SHA256())
    )
    return Authority(certificate, key)


def new_keys(name, authority, *, now):
    """A seal the `authority` vouches for, with the keys of its badges."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certificate_for(name, key.public_key(), authority, now=now)
    return with_badge_keys(certificate, authority.certificate, key)


def certificate_for(name, public_key, authority, *, now):
    """Says that whoever has the key to `public_key` seals."""
    subject = _subject(name, f"{name} – Elektronisches Siegel")
    ends = min(now + LEAF_YEARS * YEAR, authority.certificate.not_valid_after_utc)
    # Viewers built on NSS trust a signature on papers only beside the purpose of mails.
    purposes = [DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]
    vouching = authority.key.public_key()
    return (
        _begun(subject, authority.certificate.subject, public_key, now, ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(vouching), critical=False)
        .sign(authority.key, SHA256())
    )


def with_badge_keys(certificate, root, key=None):
    """New keys for badges beside a seal that is there."""
    badge = ed25519.Ed25519PrivateKey.generate()
    return Keys(certificate, root, badge, rsa.generate_private_key(65537, 3072), key)


def _begun(subject, issuer, public_key, now, ends):
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))  # clocks differ
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _subject(organisation, name):
    parts = {NameOID.ORGANIZATION_NAME: organisation[:64], NameOID.COMMON_NAME: name[:64]}
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts.items()])


def _usage(**purposes):
    known = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{purpose: purposes.get(purpose, False) for purpose in known.split()})


# Files


def keep_authority(folder, authority, passphrase):
    lock = _lock(passphrase)
    sealed = pkcs12.serialize_key_and_certificates(
        b"root", authority.key, authority.certificate, None, lock
    )
    folder = _private(Path(folder))
    part = folder / f"root.{os.getpid()}"
    _write(part, sealed)
    part.replace(folder / "root.p12")


def open_authority(folder, passphrase):
    """The root that was kept, or None."""
    file = Path(folder) / "root.p12"
    if not file.exists():
        return None
    key, certificate, _others = pkcs12.load_key_and_certificates(
        file.read_bytes(), passphrase.encode()
    )
    return Authority(certificate, key)


def keep(folder, keys, passphrase):
    """Write all keys of a seal; nobody finds half of them."""
    folder, lock = _private(Path(folder)), _lock(passphrase)
    place = folder / keys.fingerprint[:NAME]
    part = Path(mkdtemp(dir=folder, prefix="."))
    sealed = pkcs12.serialize_key_and_certificates(
        b"seal", keys.key, keys.certificate, [keys.root], lock
    )
    _write(part / "seal.p12", sealed)
    for name, key in (("badge.pem", keys.badge), ("token.pem", keys.token)):
        _write(part / name, key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, lock))
    shutil.rmtree(place, ignore_errors=True)
    part.replace(place)


@cache
def open_keys(folder, fingerprint, passphrase):
    """The keys of the seal with this fingerprint; once opened, a process keeps them."""
    place, secret = Path(folder) / fingerprint[:NAME], passphrase.encode()
    if not place.is_dir():
        raise ImproperlyConfigured(f"The keys of the seal {fingerprint[:NAME]} are not in {folder}")
    keys = _open(place, secret)
    if keys.fingerprint != fingerprint:
        raise ImproperlyConfigured(f"{place} holds the keys of another seal")
    return keys


def kept(folder):
    """The folders with keys in them, the latest first."""
    places = [file.parent for file in Path(folder).glob("*/seal.p12")]
    found = [place for place in places if not place.name.startswith(".")]  # half written
    return sorted(found, key=lambda place: place.stat().st_mtime, reverse=True)


def open_latest(folder, passphrase):
    """The keys that were made last, or None."""
    places = kept(folder)
    return _open(places[0], passphrase.encode()) if places else None


def _open(place, secret):
    key, certificate, others = opened((place / "seal.p12").read_bytes(), secret)
    badge, token = (
        serialization.load_pem_private_key((place / name).read_bytes(), secret)
        for name in ("badge.pem", "token.pem")
    )
    return Keys(certificate, others[0], badge, token, key)


def opened(content, secret):
    """Key or None, certificate, and what vouches for it, out of PKCS#12 or PEM.

    Where nothing vouches for it, the certificate itself does.
    """
    if content.startswith(b"-----BEGIN"):
        certificate, *others = x509.load_pem_x509_certificates(content)
        return None, certificate, others or [certificate]
    bundle = pkcs12.load_pkcs12(content, secret)
    others = [each.certificate for each in bundle.additional_certs]
    certificate = bundle.cert.certificate if bundle.cert else others.pop(0)
    return bundle.key, certificate, others or [certificate]


def _private(folder):
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _write(path, content):
    path.touch(mode=0o600)
    path.write_bytes(content)


def _lock(passphrase):
    return serialization.BestAvailableEncryption(passphrase.encode())
