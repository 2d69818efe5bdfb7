"""Tables people take away: Excel and CSV from one definition of the columns.

Whatever stands in a cell stays text: a provider called `=HYPERLINK(…)` is a name, not a formula.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

import xlsxwriter

OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads CSV as Latin-1
TITLE_LENGTH = 31  # Excel allows no longer names of sheets
FORBIDDEN_IN_TITLES = str.maketrans("[]:*?/\\", "       ")


class Kind(Enum):
    """What a column holds; the value is Excel's number format."""

    TEXT = "@"
    WHOLE = "#,##0"
    DECIMAL = "#,##0.00"
    SHARE = '0.0" %"'
    EURO = '#,##0.00" €"'


PLACES = {Kind.WHOLE: 0, Kind.SHARE: 1, Kind.DECIMAL: 2, Kind.EURO: 2}  # after the comma


@dataclass(frozen=True)
class Column:
    title: str
    kind: Kind = Kind.TEXT
    width: int = 14


@dataclass(frozen=True)
class Table:
    """Rows under their columns, a row of totals, and notes on what the figures mean.

    A text in a column of numbers says why there is none; nothing stands there for None.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence]
    total: Sequence | None = None
    notes_title: str = ""
    notes: Sequence[tuple[str, str]] = ()


def xlsx(table: Table, *others: Table) -> bytes:
    """The table as an Excel file, `others` on sheets of their own; the notes are the last one."""
    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        for each in (table, *others):
            _write_table(book, each)
        if table.notes:
            _write_notes(book, table)
    return file.getvalue()


def _write_table(book, table):
    sheet = book.add_worksheet(_sheet_name(table.title))
    heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
    left, right = (book.add_format(heading | {"align": side}) for side in ("left", "right"))
    formats = {kind: book.add_format({"num_format": kind.value}) for kind in Kind}
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.title, left if column.kind is Kind.TEXT else right)
    last = 0
    for last, row in enumerate(table.rows, start=1):
        _write_row(sheet, last, row, table.columns, formats)
    if table.total is not None:
        strong = {"bold": True, "top": 1}
        bold = {kind: book.add_format(strong | {"num_format": kind.value}) for kind in Kind}
        _write_row(sheet, last + 1, table.total, table.columns, bold)
    sheet.freeze_panes(1, 1)
    _fit_on_paper(sheet)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _fit_on_paper(sheet):
    """A4, as wide as the table, with the headings on every page."""
    sheet.set_paper(9)  # Excel's number for A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_row(sheet, number, row, columns, formats):
    for place, (value, column) in enumerate(zip(row, columns, strict=True)):
        if column.kind is Kind.TEXT or isinstance(value, str):
            sheet.write_string(number, place, str(value), formats[column.kind])
        elif value is not None:
            sheet.write_number(number, place, value, formats[column.kind])


def _write_notes(book, table):
    sheet = book.add_worksheet(_sheet_name(table.notes_title))
    term = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    for number, (name, meaning) in enumerate(table.notes):
        sheet.write_string(number, 0, name, term)
        sheet.write_string(number, 1, meaning, text)


def _sheet_name(title):
    return title.translate(FORBIDDEN_IN_TITLES)[:TITLE_LENGTH].strip(" '")


def csv_text(table: Table) -> str:
    """The rows as German CSV: semicolons and decimal commas, neither totals nor notes."""
    file = io.StringIO(newline="")
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, delimiter=";")
    writer.writerow([_harmless(column.title) for column in table.columns])
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        writer.writerow([_csv_cell(value, column.kind) for value, column in cells])
    return file.getvalue()


def _csv_cell(value, kind):
    if value is None:
        return ""
    if kind is Kind.TEXT or isinstance(value, str):
        return _harmless(str(value))
    if kind is Kind.WHOLE:
        return str(int(value))
    return f"{Decimal(value):.{PLACES[kind]}f}".replace(".", ",")


def _harmless(text):
    """The text with an apostrophe before it where a spreadsheet would calculate with it."""
    return f"'{text}" if text.startswith(OPENS_A_FORMULA) else text
