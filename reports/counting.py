"""Enrolments counted by some dimensions."""

from functools import reduce
from operator import or_

from django.db.models import Count

from reports.measures import MEASURES, conditions, respects_of


class Counter:
    """Counts `enrolments` as often as it is asked, each time by other dimensions.

    Beside each respect stands how many persons it is about whom the reader does not answer for.
    """

    def __init__(self, enrolments, *, reach, now, measures=MEASURES):
        known = conditions(now)
        respects = {respect for each in measures for respect in respects_of(each.base)}
        self.conditions = {respect: known[respect] for respect in sorted(respects)}
        self.measures, self.reach = measures, reach
        self.enrolments = enrolments.filter(reduce(or_, self.conditions.values()))

    def by(self, *dimensions):
        """Keys of a group, one for each dimension → its figures and persons by name."""
        keys = {f"key_{dimension.name}": dimension.key() for dimension in dimensions}
        if keys:
            rows = self.enrolments.order_by().values(**keys).annotate(**self._wanted)
        else:
            rows = [self.enrolments.aggregate(**self._wanted)]
        return {tuple(row.pop(key) for key in keys): row for row in rows}

    @property
    def _wanted(self):
        wanted = {
            each.name: each.counted(self.conditions[each.of or each.base]) for each in self.measures
        }
        return wanted | {others_in(respect): self._others(respect) for respect in self.conditions}

    def _others(self, respect):
        """Persons it is about whom the reader does not answer for."""
        theirs = self.conditions[respect]
        if self.reach.answers_for_people:
            theirs &= ~self.reach.own_people()
        return Count("person", filter=theirs, distinct=True)


def others_in(base):
    """The name under which these persons stand."""
    return f"others_{base}"
