"""Certificates are pulled: the beat looks for what is owed, nothing upstream knows of it."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from certificates import mails, pdf
from certificates.codes import new_code
from certificates.facts import facts_of
from certificates.models import Certificate
from certificates.rules import reasons_not_to_issue, reasons_not_to_print
from certificates.states import CertificateKind
from courses.kinds import BatchKind
from courses.models import Engagement, Enrolment, Seminar, Session, Topic
from courses.services import batches
from courses.services.batches import Prospect
from courses.states import EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice

CARRY_OUT = "certificates.tasks.carry_out_batches"
log = logging.getLogger(__name__)
ANY_CODE = "0000-0000-0000"  # stands in for one while it is only asked what hinders


def issue_due(*, now: datetime) -> list[Certificate]:
    """Issue every certificate that is owed. Running it again, or twice at once, changes nothing.

    Whoever's certificate cannot be made stands in nobody's way and takes no number: the central
    office is told the reason once, and the certificate follows when the reason is gone.
    """
    due = owed().order_by("seminar", "pk").values_list("pk", flat=True)
    outcomes = [_issue_or_report(pk, now) for pk in list(due)]
    return [certificate for certificate in outcomes if certificate]


def owed() -> QuerySet[Enrolment]:
    """Attended, settled, and never certified. Who had a certificate revoked is not owed another."""
    return Enrolment.objects.filter(
        state=EnrolmentState.ATTENDED, seminar__state=SeminarState.CLOSED
    ).exclude(certificates__kind=CertificateKind.ATTENDANCE)


def unissued(*, seminars: QuerySet[Seminar], now: datetime) -> list[Enrolment]:
    """Who is owed a certificate of these seminars; `hindrances` says why it cannot be made.

    Where nothing hinders, the next turn of the beat issues it.
    """
    enrolments = _with_facts(owed().filter(seminar__in=seminars))
    found = list(enrolments.order_by("seminar", "person__last_name", "pk"))
    for enrolment in found:
        enrolment.hindrances = _hindrances(enrolment, now)
    return found


def _hindrances(enrolment, now):
    prefix = enrolment.seminar.central_office.number_prefix
    return list(reasons_not_to_print(facts_of(enrolment, number=prefix, code=ANY_CODE, now=now)))


def prospects(chosen: Iterable[Enrolment], *, now: datetime) -> list[Prospect]:
    """Who of the `chosen` would be given a certificate, and why the others would not."""
    rows = _with_facts(Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in chosen]))
    had = Prefetch("certificates", Certificate.objects.defer("facts"))
    rows = rows.select_related("provider").prefetch_related(had)
    in_order = rows.order_by("person__last_name", "person__first_name", "pk")
    return [Prospect(enrolment, _reasons_against(enrolment, now)) for enrolment in in_order]


def _reasons_against(enrolment, now):
    had = enrolment.certificates.all()
    reasons = list(reasons_not_to_issue(enrolment=enrolment, certificates=had))
    return reasons or _hindrances(enrolment, now)


def carry_out(*, now: datetime) -> int:
    """Go on with what offices asked for in bulk actions; how many enrolments were settled."""
    return batches.carry_out(acts={BatchKind.CERTIFY: _certify}, now=now)


def _certify(enrolment, _batch, now):
    with translation.override(settings.LANGUAGE_CODE):
        if certificate := _issue(enrolment.pk, now):
            return certificate.number
        had = list(enrolment.certificates.defer("facts"))
        raise Refused(list(reasons_not_to_issue(enrolment=enrolment, certificates=had)))


def _issue_or_report(pk, now):
    try:
        with translation.override(settings.LANGUAGE_CODE):
            return _issue(pk, now)
    except Refused as refusal:
        _report(pk, refusal.messages, now)
    except Exception:  # one bug or full disk must not keep the others waiting; the beat tries again
        log.exception("The certificate for enrolment %s was not issued", pk)
    return None


@transaction.atomic
def _issue(pk, now):
    """Issue one certificate, or None where another worker was faster.

    The file is stored last: whatever fails before leaves no row, no number, no mail behind.
    """
    office = _lock_office(pk)
    enrolment = _with_facts(owed().filter(pk=pk)).first()
    if enrolment is None:
        return None
    certificate = _numbered(office, enrolment, now)
    if reasons := list(reasons_not_to_print(certificate.facts)):
        raise Refused(reasons)
    paper = pdf.render(certificate.facts, at=now)
    certificate.save(force_insert=True)
    mails.tell_issued(certificate)
    _store(certificate.pdf, paper)
    return certificate


def _lock_office(enrolment_pk):
    """The issuing office's row, locked until the transaction ends: one office, one number."""
    offices = CentralOffice.objects.select_for_update(of=["self"], no_key=True)
    return offices.get(seminars__enrolments=enrolment_pk)


def _with_facts(enrolments):
    topics = Prefetch("seminar__course__topics", Topic.objects.order_by("name"))
    sessions = Prefetch("seminar__sessions", Session.objects.order_by("starts_at"))
    people = enrolments.select_related("person", "seminar__course", "seminar__central_office")
    engaged = Engagement.objects.select_related("speaker").order_by("pk")
    speakers = Prefetch("seminar__engagements", engaged)
    return people.prefetch_related(sessions, topics, speakers)


def _numbered(office, enrolment, now):
    """The certificate in memory, with the next number of the office and year."""
    year = timezone.localdate(now).year
    issued = Certificate.objects.filter(central_office=office, year=year)
    serial = (issued.aggregate(last=Max("serial"))["last"] or 0) + 1
    number, code = f"{office.number_prefix}-{year}-{serial:05}", new_code()
    return Certificate(
        central_office=office,
        year=year,
        serial=serial,
        number=number,
        code=code,
        kind=CertificateKind.ATTENDANCE,
        enrolment=enrolment,
        issued_at=now,
        facts=facts_of(enrolment, number=number, code=code, now=now),
        pdf=_file_name(year, number),
    )


def _file_name(year, number):
    """Where the file lies: the same place for the same number, and nobody guesses it."""
    secret = salted_hmac("certificates.pdf", number, algorithm="sha256").hexdigest()[:24]
    return f"certificates/{year}/{number}-{secret}.pdf"


def _store(file, paper):
    """Write the file. One left behind under this number by a crash was never anybody's."""
    file.storage.delete(file.name)
    stored = file.storage.save(file.name, ContentFile(paper))
    if stored != file.name:
        raise FileExistsError(file.name)


@transaction.atomic
def _report(pk, reasons, now):
    enrolment = _with_facts(Enrolment.objects).get(pk=pk)
    log.warning(
        "No certificate for person %s, enrolment %s: %s",
        enrolment.person_id,
        pk,
        " ".join(reasons),
    )
    mails.tell_hindered(enrolment, reasons, now=now)
