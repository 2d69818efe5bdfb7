"""The list participants sign, as an A4 page that is archival and accessible."""

import json
from pathlib import Path

from fortbildung.shared.qr import svg
from fortbildung.shared.typesetting import settable, typeset

TEMPLATE = Path(__file__).parent / "typst" / "sheet.typ"
# The paper is German whoever prints it.
WORDS = {
    "title": "Unterschriftenliste",
    "seminar": "Veranstaltung",
    "dates": "Termin",
    "place": "Ort",
    "speakers": "Referierende",
    "person": "Name, Vorname",
    "function": "Funktion",
    "site": "Beratungsstelle / Träger",
    "land": "Land",
    "kind": "E/H",
    "signature": "Unterschrift",
    "legend": "E/H: ehrenamtlich oder hauptamtlich tätig.",
    "purpose": "Die Liste weist die Teilnahme gegenüber dem Zuwendungsgeber nach.",
    "lead": "Unterschrift der Leitung",
    "day": "Datum",
    "page": "Seite",
    "of": "von",
    "nobody": "Noch niemand hat einen bestätigten Platz.",
    "qr": "QR-Code, über den die unterschriebene Liste der Veranstaltung zugeordnet wird:",
}


def render(facts, *, at):
    """The sheet as PDF; `facts` come from `courses.services.sheets`."""
    parts = [part | {"qr": svg(part["address"])} for part in facts["parts"]]
    inputs = _settable(facts | {"parts": parts, "words": WORDS})
    return typeset(TEMPLATE, {"sheet": json.dumps(inputs)}, at=at)


def _settable(fact):
    if isinstance(fact, dict):
        return {name: part if name == "qr" else _settable(part) for name, part in fact.items()}
    if isinstance(fact, list):
        return [_settable(part) for part in fact]
    return settable(fact) if isinstance(fact, str) else fact
