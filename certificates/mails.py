"""Who is told about certificates: the person when there is one, the office when there cannot be."""

import hashlib

from django.urls import reverse

from certificates.models import Certificate
from courses.models import Enrolment
from fortbildung.shared import mail


def tell_issued(certificate: Certificate) -> None:
    """Tell the person that the certificate is there; the file itself stays behind the log-in."""
    enrolment = certificate.enrolment
    mail.post(
        key=f"certificate-issued-{certificate.pk}",
        to=enrolment.person.email,
        template="certificates/issued",
        context={
            "certificate": certificate,
            "person": enrolment.person,
            "course": certificate.facts["course"]["title"],
            "path": reverse("certificates:pdf", args=[certificate.number]),
        },
        now=certificate.issued_at,
    )


def tell_hindered(enrolment: Enrolment, reasons: list[str], *, now) -> None:
    """Tell the central office once what keeps a certificate from being issued."""
    digest = hashlib.sha256("\n".join(reasons).encode()).hexdigest()[:16]
    mail.post(
        key=f"certificate-hindered-{enrolment.pk}-{digest}",
        to=enrolment.seminar.central_office.email,
        template="certificates/hindered",
        context={"enrolment": enrolment, "seminar": enrolment.seminar, "reasons": reasons},
        now=now,
    )
