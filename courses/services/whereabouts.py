"""Who of the staff is where when: the days of a month on which somebody is at a seminar."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Prefetch
from django.utils import timezone

from courses.models import Enrolment, Session
from courses.states import HOLDS_A_SEAT
from organisations.models import User

FIRST_YEAR, LAST_YEAR = 2000, 2100
A_MONDAY = date(2001, 1, 1)


@dataclass(frozen=True)
class Away:
    """Somebody at one session, confirmed or still held."""

    enrolment: Enrolment
    session: Session


@dataclass(frozen=True)
class Day:
    date: date
    away: list[Away] = field(default_factory=list)

    @property
    def people(self) -> int:
        return len({away.enrolment.person_id for away in self.away})


def month_named(key: str, *, today: date) -> date:
    """The first day of the month “2027-03”, or of this one where the name makes no sense."""
    try:
        first = date.fromisoformat(f"{key}-01")
    except ValueError:
        return today.replace(day=1)
    return first if FIRST_YEAR <= first.year <= LAST_YEAR else today.replace(day=1)


def month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def whereabouts(user: User, first: date) -> list[Day]:
    """The days of the month on which staff of this manager are away, in order."""
    begin, end = _midnight(first), _midnight(month_after(first))
    sessions = Session.objects.filter(starts_at__lt=end, ends_at__gt=begin).order_by("starts_at")
    rows = Enrolment.objects.managed_by(user).of_people().filter(state__in=HOLDS_A_SEAT)
    rows = rows.filter(seminar__in=sessions.order_by().values("seminar"))
    rows = rows.select_related("person", "organisation", "seminar__course")
    rows = rows.order_by("person__last_name__unaccent", "person__first_name__unaccent", "pk")
    days = {}
    for enrolment in rows.prefetch_related(Prefetch("seminar__sessions", sessions)):
        for session in enrolment.seminar.sessions.all():
            for day in _days(session):
                if begin.date() <= day < end.date():
                    days.setdefault(day, Day(day)).away.append(Away(enrolment, session))
    return [days[day] for day in sorted(days)]


def every_day(first: date, busy: list[Day]) -> list[Day]:
    """All days of the month, the others with nobody away."""
    known = {day.date: day for day in busy}
    last = month_after(first) - timedelta(days=1)
    dates = [first.replace(day=number) for number in range(1, last.day + 1)]
    return [known.get(each) or Day(each) for each in dates]


def a_week() -> list[Day]:
    """Any week, for the names of its days."""
    return [Day(A_MONDAY + timedelta(days=n)) for n in range(7)]


def _midnight(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 – made aware


def _days(session):
    """What ends at midnight does not reach into the next day."""
    first = timezone.localdate(session.starts_at)
    last = timezone.localdate(session.ends_at - timedelta(microseconds=1))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
