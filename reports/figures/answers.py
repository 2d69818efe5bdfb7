"""What a report answers: figures with all that explains them, as plain data.

Pages, files, the API and frozen years are all made from it by code that knows no single report.
Texts are in the language of whoever asked.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum, StrEnum

from fortbildung.shared.tables_out import Kind


class Withheld(Enum):
    """Stands where a figure is known but not shown."""

    FIGURE = "•"

    def __str__(self):
        return self.value


HIDDEN = Withheld.FIGURE
Value = str | int | Decimal | Withheld | None


@dataclass(frozen=True)
class Column:
    """`name` is for programs; `short` is the title as it fits above a column of numbers.

    `below` names the column under whose words these stand on a page; `group` is a heading above
    several columns.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    short: str = ""
    below: str = ""
    group: str = ""
    width: int = 16

    @property
    def is_text(self):
        return self.kind is Kind.TEXT


@dataclass(frozen=True)
class Row:
    """Cells under their columns; `leads_to` is what to ask for a closer look, as an address does.

    One that `is_sum` stands above the rows it sums up; only pages show it.
    """

    cells: tuple[Value, ...]
    leads_to: str = ""
    is_sum: bool = False


@dataclass(frozen=True)
class Note:
    title: str
    text: str


@dataclass(frozen=True)
class Headline:
    """A figure that stands above all others."""

    title: str
    value: Value
    kind: Kind = Kind.WHOLE


class PictureKind(StrEnum):
    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"
    HEAT = "heat"
    MAP = "map"


@dataclass(frozen=True)
class Series:
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Picture:
    """Values of each series for each of the `names`; a picture never tells more than the table."""

    kind: PictureKind
    title: str
    names: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Answer:
    """`asked` is the filter in words; `remarks` say why totals differ and what is not shown."""

    report: str
    title: str
    subtitle: str
    file_name: str  # without its ending
    as_of: datetime
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: tuple[Value, ...] | None = None
    headlines: tuple[Headline, ...] = ()
    pictures: tuple[Picture, ...] = ()
    asked: tuple[Note, ...] = ()
    remarks: tuple[str, ...] = ()
    definitions: tuple[Note, ...] = ()

    @property
    def parts(self):
        """The rows without those that sum others up: each figure once."""
        return [row for row in self.rows if not row.is_sum]

    def by_name(self, cells):
        """The cells of a row, or the total, by the names of their columns."""
        return {c.name: value for c, value in zip(self.columns, cells, strict=True)}

    def as_record(self):
        """Everything as JSON can keep it; `from_record` gives an equal answer back."""
        kept = asdict(self, dict_factory=_plain)
        return kept | {"version": VERSION, "as_of": self.as_of.isoformat()}


def from_record(record):
    """The answer that was kept with `as_record`, in whatever version that was.

    Records are kept for years. Whoever changes them adds a version, and to `NEWER` how a record of
    the version before becomes one of it; a stored sample of each is tested.
    """
    version = record.get("version", UNNUMBERED)
    if version > VERSION:
        message = f"A record of version {version}, written by code newer than this"
        raise ValueError(message)
    for older in range(version, VERSION):
        record = NEWER[older](record)
    return _read({name: part for name, part in record.items() if name != "version"})


def _read(record):
    columns = tuple(Column(**each | {"kind": Kind[each["kind"]]}) for each in record["columns"])
    return Answer(
        **record
        | {
            "as_of": datetime.fromisoformat(record["as_of"]),
            "columns": columns,
            "rows": tuple(
                Row(**each | {"cells": _cells(each["cells"], columns)}) for each in record["rows"]
            ),
            "total": record["total"] and _cells(record["total"], columns),
            "headlines": tuple(_headline(each) for each in record["headlines"]),
            "pictures": tuple(_picture(each) for each in record["pictures"]),
            "remarks": tuple(record["remarks"]),
            **{part: tuple(Note(**each) for each in record[part]) for part in NOTES},
        }
    )


NOTES = ("asked", "definitions")
UNNUMBERED = 1
VERSION = 2
# Version → what makes the next one of its records.
NEWER = {UNNUMBERED: lambda record: record}  # from the second on the number stands in it


def _plain(pairs):
    return {name: _kept(value) for name, value in pairs}


def _kept(value):
    """A decimal as its digits: a number of JSON would not keep them."""
    if isinstance(value, tuple | list):
        return [_kept(each) for each in value]
    if isinstance(value, Kind):
        return value.name
    return str(value) if isinstance(value, Decimal | Withheld) else value


def _cells(cells, columns):
    pairs = zip(cells, columns, strict=True)
    return tuple(value if column.is_text else _figure(value) for value, column in pairs)


def _figure(kept):
    if not isinstance(kept, str):
        return kept
    return HIDDEN if kept == HIDDEN.value else Decimal(kept)


def _headline(each):
    return Headline(**each | {"value": _figure(each["value"]), "kind": Kind[each["kind"]]})


def _picture(each):
    series = tuple(
        Series(part["name"], tuple(map(_figure, part["values"]))) for part in each["series"]
    )
    kind, names = PictureKind(each["kind"]), tuple(each["names"])
    return Picture(**each | {"kind": kind, "names": names, "series": series})
