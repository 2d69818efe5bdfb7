"""The public check of a certificate, in the words of its page."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router
from ninja.decorators import decorate_view
from pydantic import BaseModel, Field

from certificates.checking import CHECKS, told
from certificates.codes import read_code
from certificates.models import Certificate
from certificates.states import CertificateState
from fortbildung.api.auth import OPEN
from fortbildung.api.errors import TooMany
from fortbildung.shared.hidden import discreet
from fortbildung.shared.rate_limit import address_of, seconds_to_wait

router = Router(tags=["certificates"])


class CertificateOut(BaseModel):
    state: CertificateState
    verdict: str
    number: str
    office: str
    issued_on: date
    person: str = Field(description="initials only")
    course: str
    first_day: date
    last_day: date
    attended: float = Field(description="teaching units of 45 minutes")
    offered: float


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
    asking = address_of(request)
    if plain and (seconds := seconds_to_wait(asking, **CHECKS, now=timezone.now())):
        raise TooMany(seconds)
    found = get_object_or_404(Certificate, code=plain)
    facts = told(found)
    del facts["name_is_erased"]  # in place of the initials it says so
    return CertificateOut(**facts)
