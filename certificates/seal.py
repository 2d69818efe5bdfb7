"""The electronic seal on a paper: PAdES, added so that the paper stays archival and accessible.

Three things break PDF/A-3a and PDF/UA-1 when pyHanko is left to itself: an increment that begins
on the line of the old end, metadata written anew, and a field on the page without a name.
"""

import io
import re
from functools import cache
from hashlib import sha256

from asn1crypto import cms
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps.requests_client import HTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Siegel"
FIELD_NAME = "Elektronisches Siegel"
OUTSIDE = (-1, -1, -1, -1)  # of what is shown and printed
ROOM, ROOM_WITH_TIME = 8192, 24576  # bytes for the signature; more with a time-stamp in it
_CONTENTS = re.compile(rb"/Contents\s*<([0-9A-Fa-f]+)>")
PATIENCE = 20  # seconds
MOST_SEALS = 5  # looked at in a file somebody brings


class _Increment(IncrementalPdfFileWriter):
    """Leaves the metadata as Typst wrote it."""

    def _update_meta(self):
        pass


class KeptKey(signers.SimpleSigner):
    """A signer that opens its key once; pyHanko's own reads it again for each paper."""

    opened, frame = None, None

    async def async_sign(self, data_digest, *args, **kwargs):
        """The first signature is pyHanko's; the next ones are the same but for what differs."""
        if kwargs.get("timestamper") or kwargs.get("dry_run"):
            return await super().async_sign(data_digest, *args, **kwargs)
        if self.frame is None:
            made = await super().async_sign(data_digest, *args, **kwargs)
            self.frame = Frame(made, data_digest)
        attributes = self.frame.attributes(data_digest)
        signature = await self.async_sign_raw(attributes, "sha256")
        return cms.ContentInfo.load(self.frame.around(attributes, signature))

    async def async_sign_raw(self, data, digest_algorithm, dry_run=False):  # noqa: ARG002, FBT002 – pyHanko's signature
        if isinstance(self.opened, ec.EllipticCurvePrivateKey):
            return self.opened.sign(data, ec.ECDSA(SHA256()))
        return self.opened.sign(data, padding.PKCS1v15(), SHA256())


class Frame:
    """What all signatures of one key have in common, written once: to build it takes longest.

    Between two papers only the digest among the signed attributes and the signature differ.
    """

    def __init__(self, made, digest):
        content = made["content"]
        (signer,) = content["signer_infos"]
        self.digest, self.signed = digest, signer["signed_attrs"].untag().dump()
        if self.signed.count(digest) != 1:
            raise ValueError("The digest does not stand in one place.")
        parts = ("version", "digest_algorithms", "encap_content_info", "certificates")
        self.content = b"".join(content[part].dump() for part in parts)
        parts = ("version", "sid", "digest_algorithm")
        self.signer = b"".join(signer[part].dump() for part in parts)
        self.algorithm = signer["signature_algorithm"].dump()

    def attributes(self, digest):
        """What is signed, as a set of its own."""
        return self.signed.replace(self.digest, digest)

    def around(self, attributes, signature):
        """The whole signature (RFC 5652) as bytes; inside it the set is tagged."""
        tagged = b"\xa0" + attributes[1:]
        octets = _written(b"\x04", signature)
        signer = _written(b"\x30", self.signer + tagged + self.algorithm + octets)
        content = _written(b"\x30", self.content + _written(b"\x31", signer))
        return _written(b"\x30", _SIGNED_DATA + _written(b"\xa0", content))


_LONG = 0x80
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")


def _written(tag, content):
    """A part of DER: tag, length, content."""
    length = len(content)
    if length < _LONG:
        return tag + bytes([length]) + content
    size = (length.bit_length() + 7) // 8
    return tag + bytes([_LONG | size]) + length.to_bytes(size) + content


@cache
def signer_of(keys):
    """Seals with a key that lies in a file."""
    der = keys.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    others = SimpleCertificateStore.from_certs([for_pyhanko(keys.root)])
    signer = KeptKey(
        signing_cert=for_pyhanko(keys.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(der),
        cert_registry=others,
    )
    signer.opened = keys.key
    return signer


def sealed(pdf, signer, *, reason, timestamper=None):
    """The paper with the seal on it; from now on no byte of it may change."""
    writer = _Increment(io.BytesIO(pdf if pdf.endswith(b"\n") else pdf + b"\n"))
    told = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    place = SigFieldSpec(FIELD, on_page=0, box=OUTSIDE, readable_field_name=FIELD_NAME)
    sealing = signers.PdfSigner(told, signer, timestamper=timestamper, new_field_spec=place)
    room = ROOM_WITH_TIME if timestamper else ROOM
    return sealing.sign_pdf(writer, bytes_reserved=room).getvalue()


@cache
def timestamper_at(url):
    """An authority that says when a paper was sealed (RFC 3161)."""
    return HTTPTimeStamper(url, https=url.startswith("https:"), timeout=PATIENCE)


def digest_of(paper):
    """By which a file is known again to the last byte."""
    return sha256(paper).hexdigest()


def fingerprints_in(content):
    """Of every certificate in the seals of a file, however damaged the rest of it is."""
    found = set()
    for contents in _CONTENTS.findall(content)[:MOST_SEALS]:
        found |= _fingerprints(contents)
    return found


def _fingerprints(contents):
    try:
        signed = cms.ContentInfo.load(bytes.fromhex(contents.decode()))["content"]
        return {each.chosen.sha256.hex() for each in signed["certificates"]}
    except (ValueError, TypeError, KeyError, AttributeError):
        return set()


def for_pyhanko(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
