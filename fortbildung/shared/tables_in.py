"""Tables that offices hand in: CSV from any Excel or editor, or a spreadsheet.

Everything comes out as the German text an office would have typed, by column and with the line
of the file, whatever the order, the delimiter or the encoding was.
"""

import csv
import io
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from fortbildung.shared.errors import Refused
from fortbildung.shared.vast import refuse_vast

DELIMITERS = ";,\t"
BEGINNING = 200  # bytes that show how a file is written
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX and ODS; XLS


@dataclass(frozen=True)
class Column:
    """A column and the headings people write over it; messages name the first."""

    key: str
    headings: tuple[str, ...]
    required: bool = True
    digits: int = 0  # cells typed as numbers get their leading zeros back, up to so many digits


@dataclass(frozen=True)
class Row:
    """One line of the table; a column it does not have reads as an empty cell."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, key):
        return " ".join(self.cells.get(key, "").split())

    def parts(self, key, delimiters):
        """The cell cut at any of `delimiters`, without empty parts."""
        text = self.cells.get(key, "")
        for delimiter in delimiters:
            text = text.replace(delimiter, "\0")
        return [part for part in (" ".join(part.split()) for part in text.split("\0")) if part]


@dataclass(frozen=True)
class Table:
    """The rows below the headings; `headings` as the file spells them, by column key."""

    shape: tuple[Column, ...]
    headings: dict[str, str]
    ignored: list[str]
    rows: list[Row]


def read_table(data, *shapes):
    """The table in `data`, which has one of `shapes`: the one whose headings fit best.

    Raises Refused when the file cannot be read, headings are missing or lines do not fit.
    """
    lines = list(_spreadsheet(data) if data.startswith(SPREADSHEETS) else _csv(data, shapes))
    lines = [(number, cells) for number, cells in lines if any(map(_text, cells))]
    if not lines:
        raise Refused(_("The file is empty."))
    headings = [_text(cell) for cell in lines[0][1]]
    shape = max(shapes, key=lambda shape: _recognised(headings, shape))
    places = _places(headings, shape)
    _refuse_overlong(lines[1:], headings)
    return Table(
        shape=shape,
        headings={column.key: headings[place] for place, column in places.items()},
        ignored=[name for place, name in enumerate(headings) if name and place not in places],
        rows=[_row(number, cells, places) for number, cells in lines[1:]],
    )


def find_rows(data, *shapes):
    """All rows below headings of the first of `shapes` that the file has anywhere; its headings.

    For reports that begin with a summary, or consist of several tables: what has other headings
    is skipped, and an empty line ends a table. Raises Refused when no table is found.
    """
    for lines in _readings(data):
        for shape in shapes:
            if found := list(_tables(lines, shape)):
                headings = found[0][0]
                return shape, headings, [row for _headings, rows in found for row in rows]
    wanted = " + ".join(column.headings[0] for column in shapes[0] if column.required)
    raise Refused(
        _("No table was found. There must be a line with headings like %(columns)s.")
        % {"columns": wanted}
    )


def _readings(data):
    """The file's lines, once for each delimiter it could have."""
    if data.startswith(SPREADSHEETS):
        yield list(_spreadsheet(data))
        return
    text = _decoded(data)
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lines, line = [], 1
        with suppress(csv.Error):  # then it is not this delimiter
            for cells in reader:
                lines.append((line, cells))
                line = reader.line_num + 1
            yield lines


def _tables(lines, shape):
    """Each table of this shape: its headings by column key, and its rows."""
    known, places, rows, headings = _spellings(shape), {}, [], {}
    for number, cells in [*lines, (0, [])]:
        texts = [_text(cell) for cell in cells]
        found = {
            n: known[_spelling(text)] for n, text in enumerate(texts) if _spelling(text) in known
        }
        begins = {c.key for c in shape if c.required} <= {c.key for c in found.values()}
        if places and (begins or sum(map(bool, texts)) <= 1):
            yield headings, rows
            places = {}
        if begins:
            places, rows = _first_of_each(found), []
            headings = {column.key: texts[n] for n, column in places.items()}
        elif places:
            rows.append(_row(number, cells, places))


def _first_of_each(found):
    """Of columns that mean the same, the first one."""
    first = {}
    for place, column in found.items():
        first.setdefault(column.key, (place, column))
    return dict(first.values())


def _spelling(heading):
    """A heading as it is compared: only letters and digits, in lower case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", heading).casefold()))


def _spellings(shape):
    return {_spelling(heading): column for column in shape for heading in column.headings}


def _recognised(headings, shape):
    return sum(_spelling(heading) in _spellings(shape) for heading in headings)


def _places(headings, shape):
    """Where in a line each column stands."""
    known = _spellings(shape)
    places = {n: known[_spelling(h)] for n, h in enumerate(headings) if _spelling(h) in known}
    if missing := [c.headings[0] for c in shape if c.required and c not in places.values()]:
        raise Refused(
            _("These columns are missing: %(columns)s. Line 1 must hold the headings.")
            % {"columns": ", ".join(missing)}
        )
    keys = [column.key for column in places.values()]
    if twice := [headings[n] for n, column in places.items() if keys.count(column.key) > 1]:
        raise Refused(
            _("These columns mean the same: %(columns)s. Keep one of them.")
            % {"columns": ", ".join(twice)}
        )
    return places


def _refuse_overlong(lines, headings):
    """A cell without a heading mostly means that a delimiter inside a text was not quoted."""
    titled = {place for place, heading in enumerate(headings) if heading}
    if overlong := [
        number
        for number, cells in lines
        if any(_text(cell) and place not in titled for place, cell in enumerate(cells))
    ]:
        raise Refused(
            [
                _(
                    "Line %(line)s: There are more cells than headings. Put texts that contain "
                    "the delimiter into quotation marks."
                )
                % {"line": line}
                for line in overlong
            ]
        )


def _row(number, cells, places):
    return Row(number, {c.key: _text(cells[n], c) for n, c in places.items() if n < len(cells)})


def _text(cell, column=None):
    """What an office would have typed to get this cell."""
    if isinstance(cell, str):
        return unicodedata.normalize("NFC", cell).strip()
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, int | float):
        number = f"{cell:.15g}".replace(".", ",")
        return number.zfill(column.digits) if column else number
    return _moment(cell)


def _moment(cell):
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)


def _spreadsheet(data):
    """The lines of the first sheet."""
    refuse_vast(data)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        yield from enumerate(sheet.to_python(skip_empty_area=False), start=1)
    except CalamineError as error:
        text = _("The spreadsheet cannot be read. Save it as XLSX without a password.")
        raise Refused(text) from error


def _csv(data, shapes):
    """The records of a CSV file with the line each begins in."""
    text = _decoded(data)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text, shapes), strict=True
    )
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            _(
                "Line %(line)s: The quotation marks do not match (%(error)s). Write a quotation "
                "mark inside a quoted text twice."
            )
            % {"line": line, "error": error}
        ) from error


def _encodings(data):
    """What the file may be written in; some tools leave UTF-16's mark out."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ["utf-16"]
    begin = data[:BEGINNING]
    is_utf16 = begin[1::2].count(0) > len(begin) // 4
    return ["utf-16-le"] if is_utf16 else ["utf-8-sig", "cp1252"]


def _decoded(data):
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(_("The file is neither CSV nor a spreadsheet. Save it as CSV (UTF-8) or XLSX."))


def _delimiter(text, shapes):
    """The delimiter that makes most sense of the headings."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(
        DELIMITERS,
        key=lambda sign: max(_recognised(first.split(sign), shape) for shape in shapes),
    )
