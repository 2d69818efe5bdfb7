"""The facts of a certificate: everything the paper says, as JSON, frozen at issue.

Times are local, numbers are strings; nothing in here points back to a row that may change.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from certificates.wording import MODES, wording
from courses.rules import names_of_speakers, units_offered
from fortbildung.shared.letters import plain

VERSION = 1


def facts_of(enrolment, *, number, code, now):
    """What the certificate of attendance of `enrolment` says when it is issued at `now`.

    The caller has read sessions, topics and speakers in their order.
    """
    seminar = enrolment.seminar
    sessions = list(seminar.sessions.all())
    offered = units_offered(seminar)
    days = [timezone.localdate(session.starts_at) for session in sessions]
    days.append(timezone.localdate(sessions[-1].ends_at))
    return _plain(
        {
            "version": VERSION,
            "number": number,
            "code": code,
            "check_url": settings.SITE_URL + reverse("certificates:checked", args=[code]),
            "form_url": settings.SITE_URL + reverse("certificates:check"),
            "issued_on": timezone.localdate(now).isoformat(),
            "issued_in": seminar.central_office.city,
            "person": {
                "first_name": enrolment.person.first_name,
                "last_name": enrolment.person.last_name,
            },
            "first_day": days[0].isoformat(),
            "last_day": days[-1].isoformat(),
            "sessions": [_session(session) for session in sessions],
            "units": {"offered": _units(offered), "attended": _units(enrolment.attended_units)},
            **_course_and_seminar(seminar),
            **_issuer(seminar.central_office),
            "wording": wording(
                kind=seminar.course.kind,
                first=days[0],
                last=days[-1],
                attended=enrolment.attended_units,
                offered=offered,
            ),
        }
    )


def _course_and_seminar(seminar):
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
            "mode": MODES[course.delivery_mode],
            "speakers": names_of_speakers(seminar),
        },
    }


def _issuer(office):
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
    return f"{value.normalize():f}"


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
