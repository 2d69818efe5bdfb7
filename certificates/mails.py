"""Who is told about certificates: the person when there is one, the office when there cannot be."""

import hashlib

from django.urls import reverse

from certificates.models import Certificate
from courses.mails import about
from courses.models import Enrolment
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail


def tell_issued(certificates: list[Certificate]) -> None:
    """Tell each person that the certificate is there; the file itself stays behind the log-in."""
    owed = {}
    for certificate in certificates:
        enrolment = certificate.enrolment
        owed.setdefault(certificate.issued_at, []).append(
            Mail(
                f"certificate-issued-{certificate.pk}",
                enrolment.person.email,
                "certificates.mails.render_issued",
                {"certificate": certificate.pk},
                about(enrolment.seminar_id),
            )
        )
    for issued_at, mails in owed.items():
        mail.post_all(mails, now=issued_at)


def render_issued(*, certificate: int) -> Letter:
    """Here is your certificate."""
    certificates = Certificate.objects.select_related("central_office", "enrolment__person")
    certificate = certificates.get(pk=certificate)
    context = {
        "certificate": certificate,
        "person": certificate.enrolment.person,
        "course": certificate.facts["course"]["title"],
        "path": reverse("certificates:pdf", args=[certificate.number]),
    }
    return mail.letter("certificates/issued", context)


def tell_hindered(enrolment: Enrolment, reasons: list[str], *, now) -> None:
    """Tell the central office once what keeps a certificate from being issued."""
    digest = hashlib.sha256("\n".join(reasons).encode()).hexdigest()[:16]
    mail.post(
        key=f"certificate-hindered-{enrolment.pk}-{digest}",
        to=enrolment.seminar.central_office.email,
        renderer="certificates.mails.render_hindered",
        arguments={"enrolment": enrolment.pk, "reasons": reasons},
        now=now,
    )


def render_hindered(*, enrolment: int, reasons: list) -> Letter:
    """Why a certificate could not be issued."""
    enrolments = Enrolment.objects.select_related("person", "seminar__course")
    enrolment = enrolments.get(pk=enrolment)
    context = {"enrolment": enrolment, "seminar": enrolment.seminar, "reasons": reasons}
    return mail.letter("certificates/hindered", context)
