"""Facts to paper: an A4 page that is archival (PDF/A-3a) and accessible (PDF/UA-1) at once.

The same facts give the same bytes on every machine: the only font is the one this project
brings along, and the document's time is the time of issue.
"""

import json
from datetime import date
from pathlib import Path

from certificates.codes import grouped
from certificates.facts import names
from certificates.wording import day, number, short_day
from fortbildung.shared.qr import svg
from fortbildung.shared.typesetting import typeset

TEMPLATE = Path(__file__).parent / "typst" / "attendance.typ"


def render(facts, *, at):
    """The certificate of attendance with these facts, issued `at`, as PDF."""
    inputs = {"paper": json.dumps(paper(facts)), "qr": svg(facts["check_url"])}
    return typeset(TEMPLATE, inputs, at=at)


def paper(facts):
    """The facts as they are printed: German dates and numbers, no empty lines."""
    issued = date.fromisoformat(facts["issued_on"])
    return {
        "wording": facts["wording"],
        "number": facts["number"],
        "code": grouped(facts["code"]),
        "check_url": facts["check_url"],
        "form_url": facts["form_url"],
        "form_address": facts["form_url"].split("://")[-1].rstrip("/"),
        "office": facts["office"]["name"],
        "signatory": facts["signatory"],
        "issued": {"year": issued.year, "month": issued.month, "day": issued.day},
        "place_and_date": f"{facts['issued_in']}, {day(issued)}",
        "name": " ".join(filter(None, names(facts))),
        "course": facts["course"]["title"],
        "sessions": [_session(session) for session in facts["sessions"]],
        "with_content": any(session["title"] for session in facts["sessions"]),
        "offered": number(facts["units"]["offered"]),
        "attended": number(facts["units"]["attended"]),
        "details": list(_details(facts)),
    }


def _session(session):
    return {
        "date": short_day(date.fromisoformat(session["date"])),
        "time": f"{session['starts']}–{session['ends']}",
        "title": session["title"],
        "units": number(session["units"]),
    }


def _details(facts):
    course, seminar = facts["course"], facts["seminar"]
    told = {
        "topics": ", ".join(course["topics"]),
        "speakers": seminar["speakers"],
        # “Ort: online” would say what the line below it says.
        "place": "" if seminar["place"].casefold() == "online" else seminar["place"],
        "mode": seminar["mode"],
        "seminar": f"{seminar['number']} (Kurs {course['code']})",
    }
    return ([facts["wording"][name], text] for name, text in told.items() if text)
