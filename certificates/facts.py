"""The facts of a certificate: everything the paper says, as JSON, frozen at issue.

Times are local, numbers are strings; nothing in here points back to a row that may change.
"""

from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from certificates.states import CertificateKind
from certificates.wording import MODES, wording
from courses.rules import names_of_speakers, units_offered
from fortbildung.shared.letters import plain

VERSION = 2
HOUSE_ACCENT = "#0a4a6b"


def facts_of(  # noqa: PLR0913 – all that decides what stands on it
    enrolment, *, kind, place, code, design, now, language="", replaces=""
):
    """What the certificate of this `kind` says when it is issued at `now`.

    `place` is year and serial number. The caller has read sessions, topics, speakers and texts.
    """
    seminar, language = enrolment.seminar, language or design.language
    days = _days(seminar)
    return _plain(
        {
            "version": VERSION,
            "kind": str(kind),
            "language": str(language),
            **numbers_of(seminar.central_office, place, code),
            "issued_on": timezone.localdate(now).isoformat(),
            "issued_in": seminar.central_office.city,
            "person": {
                "first_name": enrolment.person.first_name,
                "last_name": enrolment.person.last_name,
            },
            "first_day": days[0].isoformat(),
            "last_day": days[-1].isoformat(),
            "sessions": [_session(session) for session in seminar.sessions.all()],
            "units": {
                "offered": _units(units_offered(seminar)),
                "attended": _units(enrolment.attended_units),
            },
            **_course_and_seminar(seminar, language),
            **issuer_facts(seminar.central_office),
            "assessment": _assessment(enrolment, kind),
            "replaces": replaces,
            "design": design_facts(design),
            "wording": _words(enrolment, kind, language, days)
            | own_words(design.texts.all() if design.pk else [], kind, language),
        }
    )


def _days(seminar):
    sessions = list(seminar.sessions.all())
    days = [timezone.localdate(session.starts_at) for session in sessions]
    return [*days, timezone.localdate(sessions[-1].ends_at)]


def numbers_of(office, place, code):
    year, serial = place
    group = f"{office.number_prefix}-{year}"
    return {
        "number": f"{group}-{serial:05}",
        "code": code,
        "check_url": settings.SITE_URL + reverse("certificates:checked", args=[code]),
        "form_url": settings.SITE_URL + reverse("certificates:check"),
        "status": {"list": group, "index": serial},
    }


def _words(enrolment, kind, language, days):
    course = enrolment.seminar.course
    return wording(
        proof=kind,
        language=language,
        kind=course.kind,
        first=days[0],
        last=days[-1],
        attended=enrolment.attended_units,
        offered=units_offered(enrolment.seminar),
        threshold=course.attendance_threshold,
    )


def own_words(texts, kind, language):
    """Heading and text of the office, where it has some."""
    own = next((each for each in texts if (each.kind, each.language) == (kind, language)), None)
    words = {"text": own.text if own else ""}
    return words | {"title": own.title} if own and own.title else words


def design_facts(design):
    return {
        "accent": design.accent or design.central_office.accent or HOUSE_ACCENT,
        "footer": design.footer,
        "funder_note": design.funder_note,
        "logo": design.logo_id or "",
        "signature": design.signature_id or "",
    }


def _assessment(enrolment, kind):
    if kind != CertificateKind.ACHIEVEMENT:
        return None
    assessment = enrolment.assessment
    return {"subject": assessment.subject, "result": assessment.result}


def _course_and_seminar(seminar, language):
    course = seminar.course
    return {
        "course": {
            "code": course.code,
            "title": course.title,
            "kind": course.kind,
            "topics": [topic.name for topic in course.topics.all()],
        },
        "seminar": {
            "number": seminar.number,
            "place": seminar.place,
            "mode": MODES[language][course.delivery_mode],
            "speakers": names_of_speakers(seminar),
        },
    }


def issuer_facts(office):
    return {
        "office": {"name": office.name, "short_name": office.short_name, "email": office.email},
        "signatory": {"name": office.signatory_name, "function": office.signatory_function},
    }


def _session(session):
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "date": starts.date().isoformat(),
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "title": session.title,
        "units": _units(session.teaching_units),
    }


def _units(value):
    """A decimal as JSON keeps it: exact, without idle zeros."""
    return f"{Decimal(value).normalize():f}"


def _plain(fact):
    if isinstance(fact, dict):
        return {name: _plain(part) for name, part in fact.items()}
    if isinstance(fact, list):
        return [_plain(part) for part in fact]
    return plain(fact) if isinstance(fact, str) else fact


def names(facts):
    """First and last name, in this order whatever order the database keeps keys in."""
    return [facts["person"]["first_name"], facts["person"]["last_name"]]


def texts(fact):
    """Every text in the facts, however deep."""
    if isinstance(fact, str):
        yield fact
    elif isinstance(fact, dict):
        for part in fact.values():
            yield from texts(part)
    elif isinstance(fact, list):
        for part in fact:
            yield from texts(part)
