"""Counted groups as rows and columns with their sums, and what of it this reader may see. Pure."""

from functools import cached_property

from fortbildung.shared import suppression
from fortbildung.shared.steps import step
from reports.figures.answers import HIDDEN
from reports.figures.counting import others_in
from reports.figures.measures import respects_of

ALL = "*"  # the place of a sum among the keys
TOTAL = (ALL, ALL)


def bases_of(measures):
    """What is hidden together, each by itself: so many steps it takes."""
    return {measure.base for measure in measures}


class Grid:
    """Figures by (row, column); at (row, ALL) and (ALL, column) stand the sums.

    `crossed` where the sums of columns are shown; else each row only lists its parts.
    """

    def __init__(self, figures, *, measures, crossed=False):
        self.figures, self.measures, self.crossed = figures, measures, crossed

    @cached_property
    def hidden(self):
        """Base → the cells that are not shown."""
        found = {}
        for base in bases_of(self.measures):
            found[base] = suppression.hidden(self._net(base))
            step()
        return found

    def value(self, cell, measure):
        """What is shown there; a cell in which nobody stands is zero."""
        if cell in self.hidden[measure.base]:
            return HIDDEN
        return self.figures[cell][measure.name] if cell in self.figures else 0

    def rank(self, cell, measure):
        """For sorting, the largest first. What is not shown must not be told by its place."""
        value = self.value(cell, measure)
        return (1, 0) if value is HIDDEN else (0 if value else 2, -value)

    def values(self, cell):
        return tuple(self.value(cell, measure) for measure in self.measures)

    @property
    def how_many_hidden(self):
        """Figures that are not shown, each once."""
        return sum(len(self.hidden[measure.base]) for measure in self.measures)

    @property
    def rows(self):
        return [row for row, column in self.figures if column == ALL and row != ALL]

    @property
    def columns(self):
        return [column for row, column in self.figures if row == ALL and column != ALL]

    def parts_of(self, row):
        return self._parts.get(row, [])

    @cached_property
    def _parts(self):
        """Row → its columns."""
        found = {}
        for row, column in self.figures:
            if column != ALL:
                found.setdefault(row, []).append(column)
        return found

    def _net(self, base):
        names = [others_in(respect) for respect in respects_of(base)] if base else []
        return {
            cell: suppression.Cell(tuple(figures[name] for name in names), *self._lines(*cell))
            for cell, figures in self.figures.items()
        }

    def _lines(self, row, column):
        """The lines the cell is a part of, and those it sums up."""
        if (row, column) == TOTAL:
            return (), ("sums", "below") if self.crossed else ("sums",)
        if column == ALL:
            return ("sums",), (("row", row),)
        if row == ALL:
            return ("below",), (("column", column),)
        return (("row", row), ("column", column)) if self.crossed else (("row", row),), ()
