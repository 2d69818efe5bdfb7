"""Spreadsheets that are small as a file and would fill the memory when they are read.

The reader lays out every cell between the first and the last one: a single cell in the far corner
of a sheet is enough to end the process.
"""

import io
import re
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from fortbildung.shared.errors import Refused

MOST_BYTES = 100 * 1024 * 1024  # unpacked
MOST_CELLS = 2_000_000
CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


def refuse_vast(data):
    """Raise Refused for an XLSX file that is far larger inside than any list."""
    try:
        with ZipFile(io.BytesIO(data)) as book:
            parts = book.infolist()
            vast = sum(part.file_size for part in parts) > MOST_BYTES
            sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
            vast = vast or any(_cells(book.read(sheet)) > MOST_CELLS for sheet in sheets)
    except (BadZipFile, NotImplementedError, RuntimeError):
        return  # the reader says what is wrong with it
    if vast:
        raise Refused(
            _("The spreadsheet is too large. Delete empty rows and columns far from the list.")
        )


def _cells(sheet):
    """How many cells lie between the first one and the last."""
    columns, rows = 0, 0
    for letters, row in CELL.findall(sheet):
        columns, rows = max(columns, _number(letters)), max(rows, int(row))
    return columns * rows


def _number(letters):
    """Which column A, Z or AA is."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
