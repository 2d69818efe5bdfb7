"""What people agree to when they book: which version of which text, who, and when.

A privacy notice informs (article 13 and 14 GDPR and their like in the churches' laws), so where
somebody else books, the participant is told it. The terms are the employer's matter then: a
manager agrees to them; where the office enters somebody, they too are told.
"""

from collections.abc import Iterable
from datetime import datetime

from courses.kinds import LegalKind
from courses.models import Consent, Enrolment, LegalText, Seminar
from courses.services.enrolments import enrol
from courses.services.hats import Hat, hat_of
from courses.services.needs import enrol_with_needs
from fortbildung.shared.transactions import transacted
from organisations.models import User


def texts_for(seminar: Seminar, *, now: datetime) -> list[LegalText]:
    """Terms, then privacy notice, under the law of the office that organises the seminar."""
    texts = LegalText.objects.current(seminar.central_office.regime, now=now)
    return sorted(texts, key=lambda text: text.kind, reverse=True)


@transacted
def enrol_agreeing(
    *, texts: Iterable[LegalText], by: User, now: datetime, **booking: object
) -> Enrolment:
    """Book for oneself, and keep what was agreed to; both or neither."""
    enrolment = enrol_with_needs(by=by, now=now, **booking)
    agreed = [Consent(enrolment=enrolment, text=text, person=by, at=now) for text in texts]
    Consent.objects.bulk_create(agreed)
    return enrolment


@transacted
def enrol_informing(*, by: User, now: datetime, **booking: object) -> Enrolment:
    """Book where the participant sees no text: for somebody else, or by a program."""
    enrolment = enrol(by=by, now=now, **booking)
    facts = {"person": enrolment.person, "place": enrolment.organisation}
    inform(enrolment=enrolment, by=by, hat=hat_of(by, seminar=enrolment.seminar, **facts), now=now)
    return enrolment


def inform(*, enrolment: Enrolment, by: User, hat: Hat, now: datetime) -> None:
    """Keep what the participant is told, and what a manager agrees to for the employer."""
    for_employer = hat == Hat.MANAGER and by.pk != enrolment.person_id
    kept = []
    for text in texts_for(enrolment.seminar, now=now):
        agreed = for_employer and text.kind == LegalKind.TERMS
        person = by if agreed else enrolment.person
        kept.append(Consent(enrolment=enrolment, text=text, person=person, at=now, told=not agreed))
    Consent.objects.bulk_create(kept)
