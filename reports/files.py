"""An answer as a file to take away: Excel and CSV, whatever the report."""

from django.utils.translation import gettext as _

from fortbildung.shared import downloads, tables_out
from reports.answers import HIDDEN

KINDS = ("xlsx", "csv")


def attached(answer, kind):
    """The file as the answer to a request."""
    name = f"{answer.file_name}.{kind}"
    return downloads.attached(table_of(answer), name=name, file_format=kind)


def table_of(answer):
    """The answer as the table of a spreadsheet, all that explains it on a second sheet."""
    return tables_out.Table(
        title=answer.title,
        columns=[
            tables_out.Column(_heading(column), column.kind, column.width)
            for column in answer.columns
        ],
        rows=[_cells(row.cells) for row in answer.parts],
        total=answer.total and _cells(answer.total),
        notes_title=_("Explanations"),
        notes=list(_notes(answer)),
    )


def _heading(column):
    return f"{column.group}: {column.title}" if column.group else column.title


def _cells(cells):
    return [str(value) if value is HIDDEN else value for value in cells]


def _notes(answer):
    yield from ((note.title, note.text) for note in answer.asked)
    if answer.remarks:
        yield "", ""
        yield from ((_("Please note"), remark) for remark in answer.remarks)
    yield "", ""
    yield from ((note.title, note.text) for note in answer.definitions)
