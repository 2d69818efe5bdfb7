"""How the papers of an office look: kept by the office, frozen into each certificate at issue."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction

from certificates import pdf
from certificates.facts import design_facts
from certificates.models import Design, Picture, TextBlock
from certificates.sample import sample_facts
from certificates.states import CertificateKind
from organisations.models import CentralOffice

SIGNATORY = ["signatory_name", "signatory_function"]


def design_of(office: CentralOffice) -> Design:
    """The office's own, or the one of the house."""
    found = Design.objects.filter(central_office=office).prefetch_related("texts").first()
    return found or Design(central_office=office)


def pictures_of(design: Design) -> dict[str, bytes]:
    """Logo and signature by the digest under which papers name them."""
    wanted = [digest for digest in (design.logo_id, design.signature_id) if digest]
    found = Picture.objects.filter(pk__in=wanted) if wanted else []
    return {picture.digest: bytes(picture.png) for picture in found}


def kept(png: bytes) -> Picture:
    """The picture as a row, which it may have been already."""
    digest = sha256(png).hexdigest()
    return Picture.objects.get_or_create(digest=digest, defaults={"png": png})[0]


@transaction.atomic
def set_design(
    *,
    office: CentralOffice,
    design: Design,
    texts: Iterable[TextBlock],
    logo: bytes | None = None,
    signature: bytes | None = None,
) -> Design:
    """Papers look like that from now on; those that were issued keep their look.

    A picture is taken away by b"" and stays as it is by None.
    """
    for name, png in (("logo", logo), ("signature", signature)):
        if png is not None:
            setattr(design, name, kept(png) if png else None)
    design.full_clean(exclude=["central_office"])
    design.save()
    office.save(update_fields=SIGNATORY)
    design.texts.all().delete()
    for block in texts:
        block.design = design
        block.full_clean()
        block.save()
    return design


def preview(  # noqa: PLR0913 – all that decides what is seen
    *,
    office: CentralOffice,
    design: Design,
    texts: Iterable[TextBlock],
    pictures: dict[str, bytes],
    kind: CertificateKind,
    as_picture: bool,
    at,
) -> bytes:
    """A sample with this design, kept or not: the first page as PNG, or the paper as PDF."""
    facts = sample_facts(office=office, design=design, texts=texts, kind=kind, at=at)
    facts["design"] = design_facts(design) | {name: name for name in pictures}
    show = pdf.picture if as_picture else pdf.render
    return show(facts, credential=None, pictures=pictures, at=at)
