"""Enrolments counted by some dimensions, whatever these are."""

from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Value

from fortbildung.shared.steps import step
from reports.figures.measures import HUNDRED, MEASURES, TOLD, bits_of, fate, respects_of

# The enrolments are read once, each with its fate. From these come the rows of each grouping, one
# per person, so that a person counts once however it is grouped.
QUESTION = """
SELECT grouping, {keys} {figures}
FROM (
    SELECT {grouping} AS grouping, {keys} {sums}
    FROM ({enrolments} OFFSET 0) AS counted
    GROUP BY GROUPING SETS ({sets})
) AS per_person
GROUP BY {keys} grouping
"""
# Sorting hundreds of thousands of rows on the disk takes longer than all the rest.
IN_MEMORY = "SET LOCAL work_mem = '64MB'"


class Counter:
    """Counts `enrolments` as often as it is asked, each time by other dimensions.

    Beside each respect stands how many persons it is about whom the reader does not answer for.
    """

    def __init__(self, enrolments, *, reach, now, measures=MEASURES):
        self.respects = sorted({part for each in measures for part in respects_of(each.base)})
        self.measures, self.reach, self.now = measures, reach, now
        self.enrolments = enrolments.filter(state__in=TOLD)

    def by(self, *groupings):
        """For each grouping, some dimensions: keys of a group → its figures and persons by name.

        An enrolment in several groups of a dimension is in each of them, yet once in the sum.
        """
        together = {}
        for grouping in groupings:
            overlapping = frozenset(each for each in grouping if each.overlaps)
            together.setdefault(overlapping, []).append(grouping)
        found = {}
        for part in together.values():
            found |= self._counted(part)
            step()
        return [found[grouping] for grouping in groupings]

    def _counted(self, groupings):
        """Groupings of the same rows, counted at once."""
        dimensions = list(dict.fromkeys(each for grouping in groupings for each in grouping))
        numbered = {_number(grouping, dimensions): grouping for grouping in groupings}
        names = [each.name for each in self.measures] + [others_in(each) for each in self.respects]
        found = {grouping: {} for grouping in groupings}
        for number, *row in self._ask(dimensions, groupings):
            grouping, keys = numbered[number], dict(zip(dimensions, row, strict=False))
            figures = dict(zip(names, row[len(dimensions) :], strict=True))
            if any(figures.values()):
                found[grouping][tuple(keys[each] for each in grouping)] = figures
        if () in found and not found[()]:
            found[()][()] = dict.fromkeys(names, 0)
        return found

    def _ask(self, dimensions, groupings):
        keys = {_key(each): each.key() for each in dimensions}
        rows = self.enrolments.order_by().values(whom=F("person"), **keys, **self._facts)
        sql, values = rows.query.sql_with_params()
        sets = (", ".join(["whom", *map(_key, grouping)]) for grouping in groupings)
        question = QUESTION.format(
            enrolments=sql,
            keys="".join(f"{key}, " for key in keys),
            grouping=f"GROUPING({', '.join(keys)})" if keys else "0",
            sets=", ".join(f"({each})" for each in sets),
            sums=", ".join(self._sums()),
            figures=", ".join(self._figures()),
        )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(IN_MEMORY)
            cursor.execute(question, values)
            return cursor.fetchall()

    @property
    def _facts(self):
        """What is told of each enrolment."""
        own = self.reach.own_people() if self.reach.answers_for_people else Value(value=False)
        summed = {each.name: each.hundredths for each in self.measures if each.sums}
        return {"fate": fate(self.now), "own": ExpressionWrapper(own, BooleanField())} | summed

    def _sums(self):
        """What is told of one person in one group."""
        yield "bit_or(fate) AS fates"
        yield "bit_or(fate) FILTER (WHERE own IS NOT TRUE) AS fates_of_others"
        for each in self.measures:
            if each.adds_up:
                what = f"sum({each.name})" if each.sums else "count(*)"
                counted = f"({what} FILTER (WHERE fate & {each.bits} <> 0))"
                yield f"{counted}::integer AS {each.name}"

    def _figures(self):
        """Each figure of a whole group."""
        for each in self.measures:
            if each.sums:
                yield f"round(coalesce(sum({each.name}), 0) / {HUNDRED}.0, 2)"
            elif each.adds_up:
                yield f"sum({each.name})"
            else:
                yield f"count(*) FILTER (WHERE fates & {each.bits} <> 0)"
        for respect in self.respects:
            yield f"count(*) FILTER (WHERE fates_of_others & {bits_of(respect)} <> 0)"


def others_in(base):
    """The name under which these persons stand."""
    return f"others_{base}"


def _key(dimension):
    return f"key_{dimension.name}"


def _number(grouping, dimensions):
    """As GROUPING() of PostgreSQL tells it: a bit for each key the grouping does without."""
    without = (str(int(each not in grouping)) for each in dimensions)
    return int("".join(without) or "0", 2)
