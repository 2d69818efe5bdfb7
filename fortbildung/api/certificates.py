"""The public check of a certificate, in the words of its page."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import File, Router
from ninja.decorators import decorate_view
from ninja.files import UploadedFile
from pydantic import BaseModel, Field

from certificates.checking import CHECKS, FOUND, told
from certificates.codes import read_code
from certificates.models import Certificate
from certificates.services.examining import LARGEST, Outcome, examine
from certificates.states import CertificateState
from fortbildung.api.auth import OPEN
from fortbildung.api.errors import Invalid, TooMany
from fortbildung.shared.hidden import discreet
from fortbildung.shared.rate_limit import address_of, seconds_to_wait

router = Router(tags=["certificates"])


class CertificateOut(BaseModel):
    state: CertificateState
    verdict: str
    kind: str
    number: str
    replaced_by: str = Field(description="number of the one that counts in its place, if any")
    office: str
    issued_on: date
    person: str = Field(description="initials; the name where the PDF was sent")
    course: str
    first_day: date
    last_day: date
    attended: float = Field(description="teaching units of 45 minutes")
    offered: float


class FindingOut(BaseModel):
    outcome: Outcome
    verdict: str
    certificate: CertificateOut | None = Field(
        description="what it is, or what it seems to have been made from"
    )


@router.post(
    "certificates/check",
    auth=OPEN,
    response=FindingOut,
    url_name="check_certificate",
    summary=_("Check a certificate by its file: the PDF, or the badge as JSON or JWT"),
)
@decorate_view(discreet)
def check(request, file: File[UploadedFile]):
    """The file is looked at and not kept; counted together with the checks on the page."""
    keep_to_limit(request)
    if file.size > LARGEST:
        raise Invalid([("file", _("The file is larger than 5 megabytes, so it is not from here."))])
    finding = examine(file.read())
    found = finding.certificate
    return FindingOut(
        outcome=finding.outcome,
        verdict=str(FOUND[finding.outcome.value]),
        certificate=shown(found, named=finding.named) if found else None,
    )


@router.get(
    "certificates/{code}",
    auth=OPEN,
    response=CertificateOut,
    url_name="certificate",
    summary=_("Check a certificate by the code on it"),
)
@decorate_view(discreet)
def certificate(request, code: str):
    """Counted together with the checks on the page."""
    plain = read_code(code)
    if plain:
        keep_to_limit(request)
    return shown(get_object_or_404(Certificate, code=plain))


def keep_to_limit(request):
    if seconds := seconds_to_wait(address_of(request), **CHECKS):
        raise TooMany(seconds)


def shown(certificate, *, named=False):
    facts = told(certificate, named=named)
    for name in ("name_is_erased", "named"):  # in place of the name it says so
        del facts[name]
    return CertificateOut(**facts)
