"""Pictures of an answer as the components draw them, each with its figures as a table."""

from dataclasses import dataclass
from functools import partial

from fortbildung.shared import drawings
from fortbildung.shared.charts import bar_chart, share_chart
from fortbildung.shared.tables_out import Kind
from reports.figures.answers import HIDDEN, Picture, PictureKind
from reports.writing.sheets import UNITS, told

MOST_STACKS = 15


@dataclass(frozen=True)
class Drawn:
    """`shape` is what the component of this kind takes; `rows` are the same figures in words.

    `kind` is that of the figures where they are those of a column.
    """

    picture: Picture
    number: int
    shape: object
    kind: Kind | None = None
    highest: str = ""

    @property
    def template(self):
        return f"components/{self.picture.kind}.html"

    @property
    def rows(self):
        values = zip(*(part.values for part in self.picture.series), strict=True)
        return [
            (name, [_in_words(value, self.kind) for value in row])
            for name, row in zip(self.picture.names, values, strict=True)
        ]

    @property
    def is_a_table(self):
        return self.picture.kind == PictureKind.HEAT


def drawn(answer):
    """All pictures of the answer that have something to show."""
    pictures = [each for each in answer.pictures if any(map(_shown, each.series))]
    kinds = {column.title: column.kind for column in answer.columns}
    return [
        _draw(picture, number, kinds.get(picture.series[0].name))
        for number, picture in enumerate(pictures, start=1)
    ]


def _draw(picture, number, kind):
    names = list(picture.names)
    series = [(part.name, [_plain(value) for value in part.values]) for part in picture.series]
    if picture.kind == PictureKind.LINES:
        shape, highest = drawings.lines(names, series)
        return Drawn(picture, number, shape, kind, _in_words(highest, kind))
    if picture.kind == PictureKind.BARS and kind is Kind.SHARE:
        return Drawn(picture, number, _shares(names, series), kind)
    return Drawn(picture, number, SHAPES[picture.kind](names, series), kind)


def _bars(names, series):
    return bar_chart([each for each in _largest_first(names, series) if each[1]])


def _shares(names, series):
    """Where nothing is shared, that is worth a line."""
    return share_chart(_largest_first(names, series), told=partial(_in_words, kind=Kind.SHARE))


def _largest_first(names, series):
    pairs = zip(names, series[0][1], strict=True)
    return sorted((pair for pair in pairs if pair[1] is not None), key=lambda pair: -pair[1])


def _stacked(names, series):
    few = [(name, values[:MOST_STACKS]) for name, values in series]
    return drawings.stacks(names[:MOST_STACKS], few)


def _heat(names, series):
    """Row by row: its name, and pairs of a shade and the figure in words."""
    width, values = len(series), [part for _name, part in series]
    flat = [value for row in zip(*values, strict=True) for value in row]
    shades = drawings.shades([""] * len(flat), flat)
    cells = [
        (each.level, _in_words(HIDDEN if each.value is None else each.value)) for each in shades
    ]
    return [(name, cells[at * width : (at + 1) * width]) for at, name in enumerate(names)]


SHAPES = {
    PictureKind.BARS: _bars,
    PictureKind.STACKED: _stacked,
    PictureKind.HEAT: _heat,
    PictureKind.MAP: lambda names, series: drawings.land_map(names, series[0][1]),
}


def _plain(value):
    return None if value is HIDDEN else value


def _shown(series):
    return any(value not in (None, HIDDEN, 0) for value in series.values)


def _in_words(value, kind=None):
    if kind in UNITS:
        return told(value, kind)
    whole = value in (None, HIDDEN) or value == int(value)
    return told(value, Kind.WHOLE if whole else Kind.DECIMAL)
