"""Rows of one dimension with their figures, as most reports show them."""

from decimal import Decimal
from functools import cached_property

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from reports.figures import definitions
from reports.figures.answers import Headline, Picture, PictureKind, Row, Series
from reports.figures.dimensions import sortable
from reports.figures.grid import ALL, TOTAL, Grid


class Listing:
    """`figures` by key of the dimension, and of all together; `words` names them.

    The first measure decides the order as far as it is shown, unless rows are times.
    """

    def __init__(self, figures, total, *, words, measures):
        cells = {(key, ALL): row for key, row in figures.items()}
        self.grid = Grid(cells | {TOTAL: total}, measures=measures)
        self.words, self.measures = words, measures

    @property
    def columns(self):
        return (*self.words.own_columns, *(measure.column for measure in self.measures))

    @cached_property
    def _called(self):
        return self.words.named(self.grid.rows)

    @cached_property
    def _keys(self):
        if self.words.is_time:
            return sorted(self.grid.rows)
        first = self.measures[0]
        return sorted(
            self.grid.rows,
            key=lambda key: (
                *self.grid.rank((key, ALL), first),
                *map(sortable, self._called[key]),
            ),
        )

    def rows(self, closer=lambda _key: {}):
        """`closer` gives the parameters of a closer look at the row of a key."""
        return tuple(
            Row((*self._called[key], *self.grid.values((key, ALL))), urlencode(closer(key)))
            for key in self._keys
        )

    @property
    def total(self):
        nothing = [""] * (len(self.words.own_columns) - 1)
        return (_("Total"), *nothing, *self.grid.values(TOTAL))

    def headlines(self, *names):
        by_name = {measure.name: measure for measure in self.measures}
        return tuple(
            Headline(
                str(by_name[name].title),
                self.grid.value(TOTAL, by_name[name]),
                by_name[name].kind,
            )
            for name in names
        )

    def picture(self, title, *names, kind=PictureKind.BARS):
        """The figures of these measures, row by row."""
        by_name = {measure.name: measure for measure in self.measures}
        series = tuple(
            Series(
                str(by_name[name].title),
                tuple(self.grid.value((key, ALL), by_name[name]) for key in self._keys),
            )
            for name in names
        )
        return Picture(kind, title, tuple(self._called[key][0] for key in self._keys), series)

    @property
    def remarks(self):
        hidden = self.grid.how_many_hidden
        return (definitions.hidden_figures(hidden),) if hidden else ()

    @property
    def notes(self):
        return tuple(measure.note for measure in self.measures)


def share(part, whole):
    """In percent; None where there is nothing to have a share of."""
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1")) if whole else None
