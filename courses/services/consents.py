"""What people agree to when they book: which version of which text, who, and when."""

from collections.abc import Iterable
from datetime import datetime

from courses.models import Consent, Enrolment, LegalText, Seminar
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
