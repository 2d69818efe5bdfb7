"""Certificates in the making: numbered, written, sealed and kept, many in one transaction."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from certificates import badge, pdf, seal
from certificates.codes import new_code
from certificates.facts import facts_of
from certificates.models import Certificate
from certificates.rules import reasons_not_to_print
from certificates.services import designing, seals
from certificates.states import CertificateKind
from courses.models import Engagement, Enrolment, Session, Topic
from organisations.models import CentralOffice, User


@dataclass(frozen=True)
class Wanted:
    """One certificate to make: of what kind, in place of which, in which language."""

    enrolment: Enrolment
    kind: CertificateKind
    replaces: Certificate | None = None
    language: str = ""  # empty: as the office's papers are


@dataclass(frozen=True)
class Outcome:
    """What was made, and of what was not the reasons."""

    made: list[Certificate]
    refused: list[tuple[Wanted, list[str]]]


def lock_office(pk: int) -> CentralOffice:
    """The issuing office's row, locked until the transaction ends: one office, one number."""
    return CentralOffice.objects.select_for_update(of=["self"], no_key=True).get(pk=pk)


def make(office: CentralOffice, wanted: Iterable[Wanted], *, now: datetime) -> Outcome:
    """Make all that can be printed; the office is locked by the caller.

    The files are stored last: whatever fails before leaves no row and no number behind. Whoever's
    cannot be printed takes no number.
    """
    workshop = _Workshop(office, now)
    made, refused = [], []
    for each in wanted:
        certificate = workshop.drafted(each)
        if reasons := list(reasons_not_to_print(certificate.facts)):
            refused.append((each, reasons))
            continue
        workshop.serial += 1
        made.append(certificate)
    papers = [workshop.finished(certificate) for certificate in made]
    Certificate.objects.bulk_create(made)
    for certificate, paper in zip(made, papers, strict=True):
        _store(certificate.pdf, paper)
    return Outcome(made, refused)


def with_facts(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """With everything a paper says of them, for as many questions however many they are."""
    topics = Prefetch("seminar__course__topics", Topic.objects.order_by("name"))
    sessions = Prefetch("seminar__sessions", Session.objects.order_by("starts_at"))
    people = enrolments.select_related(
        "person", "assessment", "seminar__course", "seminar__central_office"
    )
    engaged = Engagement.objects.select_related("speaker").order_by("pk")
    speakers = Prefetch("seminar__engagements", engaged)
    return people.prefetch_related(sessions, topics, speakers)


class _Workshop:
    """What all papers made at once share: the office, its design, the seal, the next number."""

    def __init__(self, office, now) -> None:
        self.office, self.now = office, now
        self.year = timezone.localdate(now).year
        issued = Certificate.objects.filter(central_office=office, year=self.year)
        self.serial = (issued.aggregate(last=Max("serial"))["last"] or 0) + 1
        self.design = designing.design_of(office)
        self.pictures = designing.pictures_of(self.design)

    @cached_property
    def seal(self):
        return seals.in_use(now=self.now)

    @cached_property
    def signer(self):
        return seals.signer_for(self.seal)

    def drafted(self, wanted):
        """The certificate in memory, with the next number of the office and year."""
        code = new_code()
        facts = facts_of(
            wanted.enrolment,
            kind=wanted.kind,
            place=(self.year, self.serial),
            code=code,
            design=self.design,
            language=wanted.language,
            replaces=wanted.replaces.number if wanted.replaces else "",
            now=self.now,
        )
        return Certificate(
            central_office=self.office,
            year=self.year,
            serial=self.serial,
            number=facts["number"],
            code=code,
            kind=wanted.kind,
            enrolment=wanted.enrolment,
            replaces=wanted.replaces,
            issued_at=self.now,
            facts=facts,
            pdf=file_name(self.year, facts["number"]),
        )

    def finished(self, certificate):
        """The sealed paper; the certificate knows seal, badge and digests from now on."""
        facts = certificate.facts
        certificate.seal = self.seal
        certificate.credential = self._badge(certificate)
        certificate.credential_digest = badge.digest_of(certificate.credential)
        plain = pdf.render(
            facts, credential=certificate.credential, pictures=self.pictures, at=self.now
        )
        stamps = seals.timestamper()
        paper = seal.sealed(plain, self.signer, reason=reason_of(facts), timestamper=stamps)
        certificate.pdf_digest = seal.digest_of(paper)
        return paper

    def _badge(self, certificate):
        document = badge.credential(
            certificate.facts,
            kind=certificate.kind,
            subject=subject_of(certificate.enrolment.person),
            issued_at=self.now,
            site=settings.SITE_URL,
        )
        method = badge.method_of(settings.SITE_URL, self.seal.fingerprint)
        key = seals.keys_of(self.seal).badge
        return badge.signed(document, key=key, method=method, at=self.now)


def reason_of(facts: dict) -> str:
    """What the seal says it stands for."""
    return f"{facts['wording']['title']} {facts['number']}, {facts['office']['name']}"


def subject_of(person: User) -> dict:
    """Whom a badge is about, without saying who it is."""
    salt = secrets.token_hex(8)
    return badge.subject(about=_number_of(person), email=person.email, salt=salt)


def _number_of(person):
    """The same for the same person in all badges, and nobody learns from it who it is."""
    return UUID(bytes=_secret("badge.subject", f"{person.pk}", 16), version=4)


def file_name(year: int, number: str) -> str:
    """Where the file lies: the same place for the same number, and nobody guesses it."""
    return f"certificates/{year}/{number}-{_secret('certificates.pdf', number, 12).hex()}.pdf"


def _secret(purpose, value, length):
    return salted_hmac(purpose, value, algorithm="sha256").digest()[:length]


def _store(file, paper):
    """Write the file. One left behind under this number by a crash was never anybody's."""
    file.storage.delete(file.name)
    stored = file.storage.save(file.name, ContentFile(paper))
    if stored != file.name:
        raise FileExistsError(file.name)
