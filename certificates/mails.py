"""Who is told about certificates: the person when there is one, the office when there cannot be."""

import hashlib

from django.urls import reverse

from certificates.models import Certificate, Evidence
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
                can_wait=True,
            )
        )
    for issued_at, mails in owed.items():
        mail.post_all(mails, now=issued_at)


def render_issued(*, certificate: int) -> Letter:
    """Here is your certificate."""
    certificates = Certificate.objects.select_related(
        "central_office", "enrolment__person", "replaces"
    )
    certificate = certificates.get(pk=certificate)
    context = {
        "certificate": certificate,
        "title": certificate.facts["wording"]["title"],
        "person": certificate.enrolment.person,
        "course": certificate.facts["course"]["title"],
        "path": reverse("certificates:pdf", args=[certificate.number]),
    }
    return mail.letter("certificates/issued", context)


def tell_revoked(certificate: Certificate, *, now) -> None:
    """Tell the person that it counts no more; the reason they learn from the office."""
    enrolment = certificate.enrolment
    mail.post(
        key=f"certificate-revoked-{certificate.pk}",
        to=enrolment.person.email,
        renderer="certificates.mails.render_revoked",
        arguments={"certificate": certificate.pk},
        now=now,
        about=about(enrolment.seminar_id),
    )


def render_revoked(*, certificate: int) -> Letter:
    """Your certificate was revoked."""
    certificates = Certificate.objects.select_related("central_office", "enrolment__person")
    certificate = certificates.get(pk=certificate)
    context = {
        "certificate": certificate,
        "person": certificate.enrolment.person,
        "course": certificate.facts["course"]["title"],
    }
    return mail.letter("certificates/revoked", context)


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


def tell_handed_in(evidence: Evidence, *, to: list[str], now) -> None:
    """Tell whoever decides that a proof waits; the paper itself stays behind the log-in."""
    mail.post_all(
        [
            Mail(
                key=f"evidence-handed-in-{evidence.pk}-{address}",
                to=address,
                renderer="certificates.mails.render_handed_in",
                arguments={"evidence": evidence.pk},
            )
            for address in to
        ],
        now=now,
    )


def render_handed_in(*, evidence: int) -> Letter | None:
    """Only while it waits."""
    found = Evidence.objects.handed_in().filter(pk=evidence).select_related("person").first()
    if found is None:
        return None
    context = {"evidence": found, "path": reverse("certificates:team_evidence")}
    return mail.letter("certificates/handed_in", context)


def tell_decided(evidence: Evidence, *, now) -> None:
    """Tell the person what became of their proof."""
    mail.post(
        key=f"evidence-decided-{evidence.pk}",
        to=evidence.person.email,
        renderer="certificates.mails.render_decided",
        arguments={"evidence": evidence.pk},
        now=now,
    )


def render_decided(*, evidence: int) -> Letter:
    """Accepted, or declined and why."""
    related = ("person", "record__qualification")
    found = Evidence.objects.select_related(*related).get(pk=evidence)
    context = {"evidence": found, "path": reverse("certificates:evidence")}
    return mail.letter("certificates/decided", context)
