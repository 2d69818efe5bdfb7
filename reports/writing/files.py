"""An answer as a file to take away, whatever the report: Excel, CSV and PDF."""

from contextlib import nullcontext

from django.http import HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from fortbildung.shared import tables_out
from fortbildung.shared.downloads import FORMATS
from reports.figures.answers import HIDDEN
from reports.writing import pdf

TYPES = {kind: told for kind, (_write, told) in FORMATS.items()} | {"pdf": "application/pdf"}
KINDS = tuple(TYPES)


def in_its_language(kind):
    """In which language a file of this kind asks: papers are German."""
    return translation.override("de") if kind == "pdf" else nullcontext()


def response(answer, kind):
    """An answer as the file of a response."""
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{answer.file_name}.{kind}")
    }
    return HttpResponse(content(answer, kind), content_type=TYPES[kind], headers=headers)


def content(answer, kind):
    """What the file holds; for a PDF the answer has to be German."""
    if kind == "pdf":
        return pdf.render(answer)
    write, _type = FORMATS[kind]
    return write(table_of(answer))


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
