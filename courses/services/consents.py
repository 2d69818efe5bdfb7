"""What people agree to when they book: which version of which text, who, and when.

A privacy notice informs (article 13 and 14 GDPR and their like in the churches' laws), so where
somebody else books, the participant is told it. The terms are the employer's matter then: a
manager agrees to them; where the office enters somebody, they too are told.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import get_language

from courses.kinds import LegalKind
from courses.models import Consent, Enrolment, LegalText, Seminar
from courses.services.enrolments import enrol_all, enrolled, wish
from courses.services.hats import Hat
from courses.services.needs import bring_needs
from fortbildung.shared.english import ENGLISH, GERMAN
from fortbildung.shared.sql import Select, insert
from fortbildung.shared.together import Together
from fortbildung.shared.trips import later
from organisations.models import User

# Of each kind the newest version that is out.
NEWEST = """
    SELECT DISTINCT ON (kind) * FROM courses_legaltext
    WHERE regime = %s AND valid_from <= %s ORDER BY kind, version DESC
"""
CURRENT = Select(f"SELECT {{t}} FROM ({NEWEST}) AS t ORDER BY t.kind DESC", t=LegalText)  # noqa: S608 – ours
# What somebody agrees to for the employer is theirs, in the language they read; nobody knows in
# which one those who are told read it.
INFORM = f"""
    INSERT INTO courses_consent (enrolment_id, text_id, person_id, told, at, language)
    SELECT %s, t.id, CASE WHEN t.kind = k.agreed THEN k.by ELSE k.person END, t.kind <> k.agreed,
        %s, CASE WHEN t.kind <> k.agreed THEN '' WHEN t.title_en <> '' THEN k.reads ELSE 'de' END
    FROM ({NEWEST}) AS t
    CROSS JOIN (
        SELECT %s::text AS agreed, %s::bigint AS by, %s::bigint AS person, %s::text AS reads
    ) AS k
    ORDER BY t.kind DESC
"""  # noqa: S608 – ours

# Whoever books at the same moment is entered in one go.
TOGETHER = Together(enrol_all, of=lambda wish: wish.person.pk)


def texts_for(seminar: Seminar, *, now: datetime) -> list[LegalText]:
    """Terms, then privacy notice, under the law of the office that organises the seminar."""
    return [text for (text,) in CURRENT.rows(seminar.central_office.regime, now)]


def enrol_agreeing(
    *, texts: Iterable[LegalText], needs: dict, by: User, now: datetime, **booking: object
) -> Enrolment:
    """Book for oneself, and keep what was agreed to and what one needs; all or nothing."""

    def also(enrolment):
        bring_needs(enrolment=enrolment, facts=needs, by=by, now=now)
        agreed = [
            Consent(enrolment=enrolment, text=text, person=by, at=now, language=text.said.lang)
            for text in texts
        ]
        if agreed:
            insert(agreed, keyless=True)

    return _booked(wish(by=by, now=now, also=also, **booking))


def enrol_informing(*, by: User, now: datetime, **booking: object) -> Enrolment:
    """Book where the participant sees no text: for somebody else, or by a program."""

    def also(enrolment):
        inform(enrolment=enrolment, by=by, hat=wanted.hat, now=now)

    wanted = wish(by=by, now=now, also=also, **booking)
    return _booked(wanted)


def _booked(wanted):
    return enrolled(TOGETHER(wanted))


def inform(*, enrolment: Enrolment, by: User, hat: Hat, now: datetime) -> None:
    """Keep what the participant is told, and what a manager agrees to for the employer."""
    regime, person = enrolment.seminar.central_office.regime, enrolment.person_id
    for_employer = hat == Hat.MANAGER and by.pk != person
    agreed = LegalKind.TERMS if for_employer else ""
    reads = ENGLISH if get_language() == ENGLISH else GERMAN
    later(INFORM, enrolment.pk, now, regime, now, agreed, by.pk, person, reads)
