"""The matrix on paper: A4 across, archival and accessible; German like every paper."""

import json
from pathlib import Path

from django.utils import timezone, translation

from certificates.services.matrix import about, in_words, who
from certificates.wording import day
from fortbildung.shared.typesetting import settable, typeset

TEMPLATE = Path(__file__).parent / "typst" / "matrix.typ"
MOST_COLUMNS = 8  # requirements beside each other on one sheet


def render(found, *, at):
    with translation.override("de"):
        return typeset(TEMPLATE, {"matrix": json.dumps(paper(found, at=at))}, at=at)


def paper(found, *, at):
    """What is printed; many requirements go on several tables."""
    places = range(0, len(found.requirements), MOST_COLUMNS)
    return {
        "on": day(found.on),
        "date": day(timezone.localdate(at)),
        "people": len(found.rows),
        "parts": [_part(found, place) for place in places],
        "notes": [
            [settable(requirement.title), settable(about(requirement))]
            for requirement in found.requirements
        ],
    }


def _part(found, place):
    chosen = slice(place, place + MOST_COLUMNS)
    return {
        "titles": [settable(requirement.title) for requirement in found.requirements[chosen]],
        "rows": [
            [
                *map(settable, who(row.line)[:2]),
                *[settable(in_words(status)) for status in row.statuses[chosen]],
            ]
            for row in found.rows
        ],
    }
