"""How many people want a course, for whoever plans: figures only, nobody's name."""

from collections import Counter
from dataclasses import dataclass, field

from courses.models import Course, Enrolment, Interest
from courses.states import PUBLIC, EnrolmentState

WHERE = ("association__name", "land__name")


@dataclass
class Demand:
    """Who is interested in one course, by association and by Land, and who waits for a seat."""

    course: Course
    interested: int = 0
    waiting: int = 0
    associations: Counter = field(default_factory=Counter)
    lands: Counter = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Interested and waiting together."""
        return self.interested + self.waiting

    def by_association(self) -> list[tuple[str, int]]:
        return _sorted(self.associations)

    def by_land(self) -> list[tuple[str, int]]:
        return _sorted(self.lands)


def demands() -> list[Demand]:
    """Every course somebody is interested in or waits for, the most wanted first."""
    waiting = Counter(
        Enrolment.objects.filter(
            state=EnrolmentState.WAITING, seminar__state__in=PUBLIC
        ).values_list("seminar__course", flat=True)
    )
    rows = list(Interest.objects.live().values_list("course", *WHERE))
    wanted = Course.objects.in_bulk({*waiting, *(course for course, *_where in rows)})
    found = {pk: Demand(course, waiting=waiting[pk]) for pk, course in wanted.items()}
    for pk, association, land in rows:
        found[pk].interested += 1
        found[pk].associations[association] += 1
        found[pk].lands[land] += 1
    return sorted(found.values(), key=lambda demand: (-demand.total, demand.course.code))


def _sorted(counts):
    """The largest first, then by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
