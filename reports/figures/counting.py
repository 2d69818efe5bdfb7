"""Enrolments counted by some dimensions, whatever these are."""

from django.db import connection, transaction
from django.db.models import Count, F

from fortbildung.shared.steps import step
from reports.figures.measures import CONDITIONS, MEASURES, TOLD, respects_of, told_apart

# The enrolments are read once and make few rows per person and group. From these come the rows of
# each grouping, one per person, so that a person counts once however it is grouped.
QUESTION = """
SELECT grouping, {keys} {figures}
FROM (
    SELECT {grouping} AS grouping, {keys} {sums}
    FROM ({enrolments}) AS counted
    GROUP BY GROUPING SETS ({sets})
) AS per_person
GROUP BY {keys} grouping
"""
# Sorting hundreds of thousands of rows on the disk takes longer than all the rest.
IN_MEMORY = "SET LOCAL work_mem = '64MB'"
SUM = "coalesce(sum({column}) FILTER (WHERE {condition}), 0)"
# Whole numbers of one person are small, and small ones add up faster.
WHOLE_SUM = "coalesce(sum({column}::integer) FILTER (WHERE {condition}), 0)::integer"
PERSONS = "count(*) FILTER (WHERE {name} > 0)"
OTHERS = "others"


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
        # In this order the database sorts them once, and by numbers first.
        apart = {"whom": F("person"), **keys, **told_apart(self.now)}
        rows = self.enrolments.order_by().values(**apart).annotate(**self._columns)
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
    def _columns(self):
        """What is counted of enrolments that are alike."""
        theirs = ~self.reach.own_people() if self.reach.answers_for_people else None
        columns = {each.name: each.counted for each in self.measures}
        return columns | {OTHERS: Count("pk", filter=theirs)}

    def _sums(self):
        """Each figure of one person in one group."""
        for each in self.measures:
            how = SUM if each.is_exact else WHOLE_SUM
            yield f"{how.format(column=each.name, condition=each.condition)} AS {each.name}"
        for respect in self.respects:
            others = WHOLE_SUM.format(column=OTHERS, condition=CONDITIONS[respect])
            yield f"{others} AS {others_in(respect)}"

    def _figures(self):
        """Each figure of a whole group."""
        for each in self.measures:
            yield f"sum({each.name})" if each.adds_up else PERSONS.format(name=each.name)
        for respect in self.respects:
            yield PERSONS.format(name=others_in(respect))


def others_in(base):
    """The name under which these persons stand."""
    return f"others_{base}"


def _key(dimension):
    return f"key_{dimension.name}"


def _number(grouping, dimensions):
    """As GROUPING() of PostgreSQL tells it: a bit for each key the grouping does without."""
    without = (str(int(each not in grouping)) for each in dimensions)
    return int("".join(without) or "0", 2)
