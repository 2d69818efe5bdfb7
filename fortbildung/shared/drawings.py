"""Stacked bars, lines, a heat table and the map of the Länder as plain data.

Components in `templates/components/` draw them without style or script. A value that is None is
not shown: no length, no point, no shade.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template.defaultfilters import floatformat

OUTLINES = Path(__file__).parent / "outlines" / "laender.json"
ROW = 44  # pixels per stacked bar, its label above it
WIDTH, HEIGHT, EDGE = 720, 260, 24  # of a chart of lines
LEVELS = 5  # shades, the palest for the smallest


@dataclass(frozen=True)
class Segment:
    """One part of a stacked bar; `number` tells its series by colour."""

    number: int
    series: str
    value: object
    x: str
    width: str


@dataclass(frozen=True)
class Stack:
    name: str
    total: object
    top: int
    segments: tuple[Segment, ...]

    @property
    def title(self):
        return titled(self.name, self.total)


@dataclass(frozen=True)
class Point:
    x: str
    y: str
    name: str
    value: object


@dataclass(frozen=True)
class Line:
    number: int
    name: str
    points: tuple[Point, ...]

    @property
    def path(self):
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True)
class Shade:
    """A value with the shade it has: 0 for nothing, 1 to 5; None where it is not shown."""

    name: str
    value: object
    level: int | None
    path: str = ""

    @property
    def title(self):
        return titled(self.name, self.value) if self.value is not None else f"{self.name}: •"


def titled(name, value):
    """What a pointer reads; the name alone where the value is not shown."""
    return name if value is None else f"{name}: {floatformat(value, '-2g')}"


def stacks(names, series):
    """One bar per name, its parts one after another; `series` are names with their values.

    Where a part is not shown there is no total: it would be that of the others.
    """
    columns = [[values[place] for _name, values in series] for place in range(len(names))]
    shown = [[part or 0 for part in parts] for parts in columns]
    longest = max(map(sum, shown), default=0) or 1
    return [
        Stack(
            name,
            None if None in columns[place] else sum(shown[place]),
            ROW * place,
            tuple(_segments(shown[place], series, longest)),
        )
        for place, name in enumerate(names)
    ]


def _segments(parts, series, longest):
    begin = 0
    for number, ((name, _values), part) in enumerate(zip(series, parts, strict=True), start=1):
        if part:
            x, width = begin * 100 / longest, part * 100 / longest
            yield Segment(number, name, part, f"{x:.2f}%", f"{width:.2f}%")
        begin += part


def lines(names, series):
    """A line per series over the names from left to right; and the highest value."""
    known = [value for _name, values in series for value in values if value is not None]
    highest = max(known, default=0) or 1
    step = (WIDTH - 2 * EDGE) / max(len(names) - 1, 1)
    found = []
    for number, (called, values) in enumerate(series, start=1):
        points = tuple(
            Point(
                f"{EDGE + step * place:.1f}",
                f"{HEIGHT - EDGE - float(value) * (HEIGHT - 2 * EDGE) / float(highest):.1f}",
                names[place],
                value,
            )
            for place, value in enumerate(values)
            if value is not None
        )
        found.append(Line(number, called, points))
    return found, highest


def shades(names, values):
    """Each value with its shade, the darkest for the highest."""
    highest = max((value for value in values if value is not None), default=0) or 1
    return [
        Shade(name, value, _level(value, highest))
        for name, value in zip(names, values, strict=True)
    ]


def _level(value, highest):
    if value is None:
        return None
    return -int(-value * LEVELS // highest) if value else 0


def land_map(names, values):
    """Every Land with its outline; one that is not among the names has nothing."""
    told = dict(zip(names, values, strict=True))
    paths = outlines()["paths"]
    shaded = shades(list(paths), [told.get(name, 0) for name in paths])
    return [Shade(each.name, each.value, each.level, paths[each.name]) for each in shaded]


@cache
def outlines():
    return json.loads(OUTLINES.read_text(encoding="utf-8"))
