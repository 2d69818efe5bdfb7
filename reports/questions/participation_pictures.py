"""Pictures of participation: on a map, over time, as bars, as a table with shades."""

from reports.figures.answers import HIDDEN, Picture, PictureKind, Series
from reports.figures.grid import ALL

KINDS = {"state": PictureKind.MAP}
MOST_SERIES, MOST_SHADED = 6, 40


def of_list(shaped):
    """The main figure of a list; of two dimensions the second tells parts of bars, or lines."""
    main, first = shaped.measures[0], shaped.first
    if shaped.second:
        return _together(shaped, main)
    kind = PictureKind.LINES if first.is_time else KINDS.get(first.name, PictureKind.BARS)
    values = _values(shaped, ALL, main)
    series = (Series(str(main.title), values),)
    return (Picture(kind, f"{main.title} {first.per}", _names(shaped), series),)


def of_table(shaped):
    """The figures of rows and columns with shades, where they are not too many to be looked at."""
    if len(shaped.ordered_rows) > MOST_SHADED:
        return ()
    measure = shaped.measures[0]
    series = _series(shaped, shaped.ordered_columns, measure)
    title = f"{measure.title} {shaped.subtitle}"
    return (Picture(PictureKind.HEAT, title, _names(shaped), series),)


def _together(shaped, main):
    parts = _parts(shaped, main)
    if len(parts) > MOST_SERIES:
        return ()
    kind = PictureKind.LINES if shaped.first.is_time else PictureKind.STACKED
    title = f"{main.title} {shaped.subtitle}"
    return (Picture(kind, title, _names(shaped), _series(shaped, parts, main)),)


def _parts(shaped, main):
    """The keys of the second dimension: times as they pass, else those that show most first."""
    sums = dict.fromkeys(shaped.second_words, 0)
    for cell in shaped.grid.figures:
        if (part := cell[1]) != ALL and (value := shaped.grid.value(cell, main)) is not HIDDEN:
            sums[part] += value
    called = shaped.second_words
    return shaped.in_order(shaped.second, sums, called, lambda part: (-sums[part],))


def _names(shaped):
    return tuple(shaped.words[row][0] for row in shaped.ordered_rows)


def _series(shaped, parts, measure):
    return tuple(
        Series(shaped.second_words[part][0], _values(shaped, part, measure)) for part in parts
    )


def _values(shaped, column, measure):
    return tuple(shaped.grid.value((row, column), measure) for row in shaped.ordered_rows)
