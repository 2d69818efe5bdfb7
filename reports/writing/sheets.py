"""An answer's table as a page shows it: every figure written as people here read it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.core.paginator import Paginator
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fortbildung.shared.tables_out import PLACES, Kind
from reports.figures.answers import HIDDEN

NOTHING = "–"
UNITS = {Kind.SHARE: " %", Kind.EURO: " €"}
FOLDING = 12  # so many figures of a row still stand side by side on a telephone
MOST_LINES, FEWEST_LINES, CELLS = 100, 25, 1_500  # on a page: more nobody reads, nor waits for


@dataclass(frozen=True)
class Head:
    """What stands in front of a row; `below` stands muted under the text."""

    text: str
    below: str = ""


class Cell(NamedTuple):
    """A figure under its column; a page has thousands, so templates take it apart at once."""

    text: str
    below: str
    label: str
    is_text: bool
    is_hidden: bool


@dataclass(frozen=True)
class Line:
    head: Head
    cells: tuple[Cell, ...]
    leads_to: str = ""
    is_sum: bool = False
    is_part: bool = False


class Sheet:
    """Headings, lines and the total of an answer; words that belong below others stand there.

    Where some rows are sums of others, the first column names the sums, the second their parts.
    `where` is the address at which a closer look is asked for; without one there is none.
    Long tables are divided: `number` is the page that is asked for.
    """

    def __init__(self, answer, where="", number=None):
        self.answer, self.where, self.number = answer, where, number
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
    def page(self):
        """The rows that are looked at together; a few more rather than a page of a few."""
        lines = min(MOST_LINES, max(FEWEST_LINES, CELLS // max(1, len(self.columns))))
        rows = Paginator(self.answer.rows, lines, orphans=lines // 5)
        return rows.get_page(self.number)

    @cached_property
    def lines(self):
        return [*self._continued(), *(self._line(row.cells, row) for row in self.page.object_list)]

    def _continued(self):
        """What the first rows are parts of, when it stands on the page before."""
        before = self.page.start_index() - 1
        if not self.is_grouped or before < 1 or self.answer.rows[before].is_sum:
            return
        while not self.answer.rows[before].is_sum:
            before -= 1
        row = self.answer.rows[before]
        yield self._line(row.cells, row, below=_("continued"))

    @property
    def total(self):
        return self._line(self.answer.total) if self.answer.total else None

    def _line(self, values, row=None, below=""):
        is_part = self.is_grouped and row is not None and not row.is_sum
        head = Head(*self._written(self.heads[1 if is_part else 0], values))
        cells = tuple(self._cell(column, values) for column in self.columns)
        if row is None:
            return Line(head, cells)
        leads_to = f"{self.where}?{row.leads_to}" if self.where and row.leads_to else ""
        return Line(Head(head.text, below or head.below), cells, leads_to, row.is_sum, is_part)

    @cached_property
    def _places(self):
        """Column → where its value stands, and what stands below it."""
        columns = list(enumerate(self.answer.columns))
        return {
            column.name: (place, [(at, each) for at, each in columns if each.below == column.name])
            for place, column in columns
        }

    def _cell(self, column, values):
        text, below = self._written(column, values)
        label = column.short or column.title
        return Cell(text, below, label, column.is_text, text == HIDDEN.value)

    def _written(self, column, values):
        """The figure and the words below it, which do not say the same again."""
        place, further = self._places[column.name]
        text = told(values[place], column.kind)
        if not further:
            return text, ""
        words = dict.fromkeys(told(values[at], each.kind) for at, each in further)
        return text, " · ".join(word for word in words if word not in ("", text))


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
