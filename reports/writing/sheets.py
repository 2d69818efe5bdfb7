"""An answer's table as a page shows it: every figure written as people here read it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import number_format

from fortbildung.shared.tables_out import PLACES, Kind
from reports.figures.answers import HIDDEN, Column

NOTHING = "–"
UNITS = {Kind.SHARE: " %", Kind.EURO: " €"}
FOLDING = 12  # so many figures of a row still stand side by side on a telephone


@dataclass(frozen=True)
class Cell:
    """`below` stands muted under the text."""

    column: Column
    text: str
    below: str = ""

    @property
    def is_hidden(self):
        return self.text == HIDDEN.value


@dataclass(frozen=True)
class Line:
    head: Cell
    cells: tuple[Cell, ...]
    leads_to: str = ""
    is_sum: bool = False
    is_part: bool = False


LINES = 500  # on a page


class Sheet:
    """Headings, lines and the total of an answer; words that belong below others stand there.

    Where some rows are sums of others, the first column names the sums, the second their parts.
    `where` is the address at which a closer look is asked for; without one there is none.
    """

    def __init__(self, answer, where=""):
        self.answer, self.where = answer, where
        self.is_grouped = any(row.is_sum for row in answer.rows)
        shown = [column for column in answer.columns if not column.below]
        self.heads = shown[: 2 if self.is_grouped else 1]
        self.columns = shown[len(self.heads) :]

    @property
    def heading(self):
        return " / ".join(column.title for column in self.heads)

    @property
    def groups(self):
        """Headings above several columns with how many these are; none where no column has one."""
        groups = []
        for column in self.columns:
            if groups and groups[-1][0] == column.group:
                groups[-1][1] += 1
            else:
                groups.append([column.group, 1])
        return groups if any(name for name, _width in groups) else []

    @property
    def is_wide(self):
        """Too wide to fold: it is scrolled."""
        return len(self.columns) > FOLDING

    @cached_property
    def lines(self):
        return [self._line(row.cells, row) for row in self.answer.rows[:LINES]]

    @property
    def is_shortened(self):
        """Whether some rows stand in the files only: so many nobody reads, nor waits for."""
        return len(self.answer.rows) > LINES

    @property
    def total(self):
        return self._line(self.answer.total) if self.answer.total else None

    def _line(self, values, row=None):
        by_name = {
            column.name: told(value, column.kind)
            for column, value in zip(self.answer.columns, values, strict=True)
        }
        is_part = self.is_grouped and row is not None and not row.is_sum
        head = self._cell(self.heads[1 if is_part else 0], by_name)
        cells = tuple(self._cell(column, by_name) for column in self.columns)
        if row is None:
            return Line(head, cells)
        leads_to = f"{self.where}?{row.leads_to}" if self.where and row.leads_to else ""
        return Line(head, cells, leads_to, row.is_sum, is_part)

    def _cell(self, column, by_name):
        text = by_name[column.name]
        below = [by_name[each.name] for each in self.answer.columns if each.below == column.name]
        words = dict.fromkeys(word for word in below if word not in ("", text))
        return Cell(column, text, " · ".join(words))


def told(value, kind):
    """One value in words."""
    if value is None:
        return NOTHING
    if kind is Kind.TEXT or value is HIDDEN:
        return str(value)
    return number_format(value, PLACES[kind], force_grouping=True) + UNITS.get(kind, "")


def told_briefly(value, kind):
    """The same without a fraction where there is none: for large headlines."""
    whole = value not in (None, HIDDEN) and kind is Kind.DECIMAL and value == int(value)
    return told(value, Kind.WHOLE if whole else kind)
