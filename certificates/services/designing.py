"""How the papers of an office look: kept by the office, frozen into each certificate at issue."""

from hashlib import sha256

from certificates.models import Design, Picture
from organisations.models import CentralOffice


def design_of(office: CentralOffice) -> Design:
    """The office's own, or the one of the house."""
    found = Design.objects.filter(central_office=office).prefetch_related("texts").first()
    return found or Design(central_office=office)


def pictures_of(design: Design) -> dict[str, bytes]:
    """Logo and signature by the digest under which papers name them."""
    wanted = [digest for digest in (design.logo_id, design.signature_id) if digest]
    return pictures(wanted)


def pictures(digests: list[str]) -> dict[str, bytes]:
    if not digests:
        return {}
    found = Picture.objects.filter(pk__in=digests)
    return {picture.digest: bytes(picture.png) for picture in found}


def kept(png: bytes) -> Picture:
    """The picture as a row, which it may have been already."""
    digest = sha256(png).hexdigest()
    return Picture.objects.get_or_create(digest=digest, defaults={"png": png})[0]
