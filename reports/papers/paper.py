"""What every paper of a funding file consists of; the papers are German whoever makes them."""

import json
from pathlib import Path

from django.utils import timezone
from django.utils.dateformat import format as formatted

from fortbildung.shared.typesetting import all_settable, typeset

TEMPLATE = Path(__file__).parent.parent / "typst" / "funding.typ"


def column(title, width="", *, right=False):
    """`width` in millimetres; what is left is shared by those without."""
    return {"title": title, "width": width, "right": right}


def table(columns, rows, total=()):
    """None without rows: an empty table says nothing."""
    rows = [list(row) for row in rows]
    return {"columns": columns, "rows": rows, "total": list(total)} if rows else None


def part(title, *texts, points=(), table=None, level=2):
    """A heading with sentences, points and a table below it."""
    return {
        "title": title,
        "texts": [text for text in texts if text],
        "points": list(points),
        "table": table,
        "level": level,
    }


def printed(title, subtitle, *, office, facts, parts, at):
    """The paper as PDF, archival and accessible."""
    day = formatted(timezone.localtime(at), "j. F Y")
    paper = {
        "title": title,
        "subtitle": subtitle,
        "office": office,
        "footer": f"{office}, {subtitle}, Stand {day}",
        "facts": facts,
        "parts": parts,
    }
    return typeset(TEMPLATE, {"paper": json.dumps(all_settable(paper))}, at=at)
