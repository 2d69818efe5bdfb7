"""How people stand towards what is required of them, on any day: lookups that change nothing.

However many people and requirements there are, the database is asked the same few times.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from certificates.models import CourseEffect, Exemption, Pause, Requirement
from certificates.states import Audience, CourseDoes
from certificates.status import FOR_EVER, Case, Status, status_of
from courses.models import Enrolment, QualificationPeriod
from courses.states import EnrolmentState, SeminarState
from organisations.models import Employment, User

# A seat that may still become a fact; of an attended one nobody knows before it is settled.
SEATS = [EnrolmentState.HELD, EnrolmentState.CONFIRMED, EnrolmentState.ATTENDED]
OVER = [SeminarState.CLOSED, SeminarState.CALLED_OFF]


@dataclass(frozen=True)
class Line:
    """One person with their employments, and a status for each requirement that asks them."""

    person: User
    jobs: list[Employment]
    statuses: dict[int, Status] = field(default_factory=dict)

    @property
    def job(self) -> Employment:
        """The employment they are shown with."""
        return self.jobs[0]


@dataclass(frozen=True)
class Standings:
    on: date
    requirements: list[Requirement]
    lines: list[Line]


def requirements_on(day: date) -> QuerySet[Requirement]:
    """In force on that day, in the order of their titles; with when each first began."""
    rows = Requirement.objects.in_force(day).with_beginning()
    return rows.select_related("qualification", "organisation", "programme").order_by("title", "pk")


def standings(
    jobs: QuerySet[Employment], *, on: date, requirements: Iterable[Requirement] | None = None
) -> Standings:
    """Everybody in `jobs`, in their order; requirements that ask nobody are left out.

    `jobs` are read with person, organisation and programme.
    """
    wanted = list(requirements_on(on) if requirements is None else requirements)
    lines = _lines(jobs)
    known = _Known(list(lines), wanted, on)
    for line in lines.values():
        for requirement in wanted:
            starts = [job.starts for job in line.jobs if requirement.asks(job)]
            if starts:
                case = known.case(line.person.pk, requirement, min(starts))
                line.statuses[requirement.pk] = status_of(case, on)
    asked = {key for line in lines.values() for key in line.statuses}
    return Standings(on, [r for r in wanted if r.pk in asked], list(lines.values()))


def _lines(jobs):
    lines = {}
    for job in jobs:
        lines.setdefault(job.user_id, Line(job.user, [])).jobs.append(job)
    return lines


class _Known:
    """What the database knows about some people, read once for all of them."""

    def __init__(self, people, requirements, on) -> None:
        self.on = on
        self.kinds = {requirement.qualification_id for requirement in requirements}
        self.periods = self._periods(people)
        self.pauses = self._pauses(people)
        self.exemptions = self._exemptions(people)
        self.effects = self._effects()
        self.seats = self._seats(people)

    def case(self, person, requirement, started):
        periods = self.periods.get((person, requirement.qualification_id), ())
        return Case(
            counted_from=max(started, requirement.began),
            within_months=requirement.within_months,
            warn_days=requirement.warn_days,
            periods=periods,
            pauses=self.pauses.get(person, ()),
            exempt_until=self.exemptions.get((person, requirement.line)),
            planned=self._planned(person, requirement.qualification_id, periods),
        )

    def _periods(self, people):
        found = QualificationPeriod.objects.filter(
            person__in=people, qualification__in=self.kinds, first_day__lte=self.on
        )
        by_kind = defaultdict(list)
        for period in found.order_by("first_day"):
            by_kind[period.person_id, period.qualification_id].append(period)
        return by_kind

    def _pauses(self, people):
        by_person = defaultdict(list)
        rows = Pause.objects.filter(person__in=people).order_by("starts")
        for person, starts, ends in rows.values_list("person", "starts", "ends"):
            by_person[person].append((starts, ends or FOR_EVER))
        return by_person

    def _exemptions(self, people):
        rows = Exemption.objects.in_force(self.on).filter(person__in=people).order_by("ends")
        found = rows.values_list("person", "requirement__line", "ends")
        return {(person, line): ends for person, line, ends in found}

    def _effects(self):
        """Course → the kinds it grants or renews for participants."""
        rows = CourseEffect.objects.filter(
            qualification__in=self.kinds, audience=Audience.PARTICIPANTS
        ).exclude(does=CourseDoes.REQUIRES)
        by_course = defaultdict(list)
        for course, kind, does in rows.values_list("course", "qualification", "does"):
            by_course[course].append((kind, does))
        return by_course

    def _seats(self, people):
        """Person and kind → what their booked seats will do, and on which day."""
        rows = Enrolment.objects.filter(
            person__in=people, state__in=SEATS, seminar__course__in=self.effects
        ).exclude(seminar__state__in=OVER)
        rows = rows.annotate(ends_at=Max("seminar__sessions__ends_at")).exclude(ends_at=None)
        by_kind = defaultdict(list)
        for person, course, ends_at in rows.values_list("person", "seminar__course", "ends_at"):
            for kind, does in self.effects[course]:
                by_kind[person, kind].append((timezone.localdate(ends_at), does))
        return by_kind

    def _planned(self, person, kind, periods):
        """The first day on which a booked seminar helps."""
        if (person, kind) not in self.seats:
            return None
        latest = periods[-1] if periods else None
        days = [day for day, does in self.seats[person, kind] if helps(does, day, latest)]
        return min(days, default=None)


def helps(does: str, day: date, latest: QualificationPeriod | None) -> bool:
    """Whether a course that ends on that day grants the kind, or renews it in time."""
    if does == CourseDoes.GRANTS:
        return True
    if latest is None or latest.last_day is None:
        return False
    return (latest.window_from or latest.first_day) <= day <= latest.grace_until
