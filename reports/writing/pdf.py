"""An answer on paper: A4 across, archival and accessible; German like every paper."""

import json
from pathlib import Path

from fortbildung.shared.typesetting import settable, typeset
from reports.figures.definitions import moment
from reports.writing.sheets import Sheet, told_briefly

TEMPLATE = Path(__file__).parent.parent / "typst" / "answer.typ"


def render(answer):
    """The PDF of an answer that was asked for in German."""
    return typeset(TEMPLATE, {"answer": json.dumps(paper(answer))}, at=answer.as_of)


def paper(answer):
    """What is printed: the table as the page shows it, what stands below words beside them."""
    sheet = Sheet(answer)
    return {
        "title": settable(answer.title),
        "subtitle": settable(answer.subtitle),
        "as_of": moment(answer.as_of),
        "asked": _notes(answer.asked),
        "headlines": [
            [settable(each.title), told_briefly(each.value, each.kind)] for each in answer.headlines
        ],
        "columns": [
            {"title": settable(sheet.heading), "number": False},
            *(
                {"title": settable(column.short or column.title), "number": not column.is_text}
                for column in sheet.columns
            ),
        ],
        "groups": [["", 1], *sheet.groups] if sheet.groups else [],
        "rows": [{"sum": line.is_sum, "cells": _line(line)} for line in sheet.lines],
        "total": _line(sheet.total) if sheet.total else None,
        "remarks": [settable(remark) for remark in answer.remarks],
        "definitions": _notes(answer.definitions),
    }


def _line(line):
    return [_words(cell) for cell in (line.head, *line.cells)]


def _words(cell):
    return settable(f"{cell.text} ({cell.below})" if cell.below else cell.text)


def _notes(notes):
    return [[settable(note.title), settable(note.text)] for note in notes]
