"""Facts to paper: an A4 page that is archival (PDF/A-3a) and accessible (PDF/UA-1) at once.

The same facts give the same bytes on every machine: the only font is the one this project
brings along, and the document's time is the time of issue.
"""

import io
import json
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock

import segno
import typst

from certificates.codes import grouped
from certificates.facts import names
from certificates.wording import day, number, short_day
from fortbildung.shared.letters import FONT_FOLDER

FOLDER = Path(__file__).parent / "typst"
STANDARDS = ["a-3a", "ua-1"]
# One compiler per process; it does not serve two threads at once.
_one_at_a_time = Lock()


@cache
def _compiler():
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )
    return typst.Compiler(str(FOLDER / "attendance.typ"), root=str(FOLDER), font_paths=fonts)


def render(facts, *, at):
    """The certificate of attendance with these facts, issued `at`, as PDF."""
    inputs = {"paper": json.dumps(paper(facts)), "qr": _qr(facts["check_url"])}
    with _one_at_a_time:
        return _compiler().compile(
            format="pdf", pdf_standards=STANDARDS, timestamp=int(at.timestamp()), sys_inputs=inputs
        )


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


def _qr(address):
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", xmldecl=False, border=0)
    return picture.getvalue().decode()
