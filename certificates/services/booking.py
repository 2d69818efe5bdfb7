"""Booking a seminar for all who lack what it grants: each has a result of their own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from certificates.models import CourseEffect, Requirement
from certificates.services.standings import Line, helps
from certificates.states import Audience, CourseDoes
from courses.models import Enrolment, QualificationPeriod, Seminar, Session
from courses.rules import reasons_not_to_book
from courses.services.consents import enrol_informing
from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice, User

MOST_DATES = 12


@dataclass(frozen=True)
class Date:
    """A seminar to come, and whom of those who lack the kind it helps."""

    seminar: Seminar
    lines: list[Line]


@dataclass(frozen=True)
class Result:
    person: User
    enrolment: Enrolment | None = None
    reasons: list[str] = field(default_factory=list)


def dates_for(
    requirement: Requirement,
    lines: Iterable[Line],
    *,
    now: datetime,
    offices: Iterable[CentralOffice] | None = None,
) -> list[Date]:
    """The seminars that can be booked now and help somebody, the next one first.

    With `offices`, only theirs: an office books what it organises itself.
    """
    kind = requirement.qualification_id
    effects = CourseEffect.objects.filter(
        qualification=kind, audience=Audience.PARTICIPANTS
    ).exclude(does=CourseDoes.REQUIRES)
    does = dict(effects.values_list("course", "does"))
    latest = _latest(kind, lines)
    found = []
    for seminar in _bookable(does, now, offices)[:MOST_DATES]:
        day = timezone.localdate(seminar.ends_at)
        helped = [
            line
            for line in lines
            if helps(does[seminar.course_id], day, latest.get(line.person.pk))
        ]
        if helped:
            found.append(Date(seminar, _urgent_first(helped, requirement)))
    return found


def _urgent_first(lines, requirement):
    """Where there are fewer seats than people, whoever's time is over first gets one."""
    far = date.max
    return sorted(lines, key=lambda line: line.statuses[requirement.pk].due or far)


def _latest(kind, lines) -> dict[int, QualificationPeriod]:
    people = [line.person.pk for line in lines]
    periods = QualificationPeriod.objects.filter(qualification=kind, person__in=people)
    return {period.person_id: period for period in periods.order_by("first_day")}


def _bookable(courses, now, offices):
    seminars = Seminar.objects.published().with_dates().with_seats().upcoming(now)
    seminars = seminars.filter(course__in=courses, opens_at__lte=now, closes_at__gt=now)
    if offices is not None:
        seminars = seminars.filter(central_office__in=offices)
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    rows = seminars.select_related("course", "central_office").prefetch_related(sessions)
    return [
        seminar
        for seminar in rows.order_by("starts_at", "pk")
        if not list(reasons_not_to_book(seminar=seminar, now=now))
    ]


def book_all(*, chosen: Date, by: User, now: datetime) -> list[Result]:
    """Book everybody the date helps, one by one: what one of them may not stops no other."""
    return [_book(line, chosen.seminar, by=by, now=now) for line in chosen.lines]


def _book(line, seminar, *, by, now):
    try:
        enrolment = enrol_informing(
            person=line.person, seminar=seminar, employment=line.job, by=by, now=now
        )
    except Refused as refusal:
        return Result(line.person, reasons=refusal.messages)
    return Result(line.person, enrolment)
