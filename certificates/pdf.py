"""Facts to paper: an A4 page that is archival (PDF/A-3a) and accessible (PDF/UA-1) at once.

The same facts give the same bytes on every machine: the only font is the one this project
brings along, and the document's time is the time of issue. The badge lies inside as a file.
"""

import json
from base64 import b64encode
from datetime import date
from pathlib import Path

from certificates.codes import grouped
from certificates.facts import names
from certificates.wording import day, number, short_day
from fortbildung.shared.qr import svg
from fortbildung.shared.typesetting import pictured, typeset

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"
BADGE = "open-badge.json"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    '<image width="{width}" height="{height}" href="data:image/png;base64,{content}"/></svg>'
)


def render(facts, *, credential, pictures, at):
    """The certificate with these facts, issued `at`, as PDF; `pictures` are PNGs by digest."""
    return typeset(TEMPLATE, _inputs(facts, credential, pictures), at=at)


def picture(facts, *, credential, pictures, at):
    """Its first page as PNG, to look at."""
    return pictured(TEMPLATE, _inputs(facts, credential, pictures), at=at)


def _inputs(facts, credential, pictures):
    badge = json.dumps(credential, ensure_ascii=False, sort_keys=True) if credential else ""
    inputs = {"paper": json.dumps(paper(facts)), "badge": badge, "qr": svg(facts["check_url"])}
    for name in ("logo", "signature"):
        png = pictures.get(facts["design"][name])
        inputs[name] = in_svg(png) if png else ""
    return inputs


def in_svg(png):
    """The picture as text, for only text goes into a template."""
    width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
    return PICTURE.format(width=width, height=height, content=b64encode(png).decode())


def paper(facts):
    """The facts as they are printed: dates and numbers of the language, no empty lines."""
    language = facts["language"]
    issued = date.fromisoformat(facts["issued_on"])
    return {
        "language": language,
        "region": {"de": "DE", "en": "GB"}[language],
        "wording": facts["wording"],
        "design": facts["design"],
        "number": facts["number"],
        "code": grouped(facts["code"]),
        "check_url": facts["check_url"],
        "form_url": facts["form_url"],
        "form_address": facts["form_url"].split("://")[-1].rstrip("/"),
        "office": facts["office"]["name"],
        "signatory": facts["signatory"],
        "issued": {"year": issued.year, "month": issued.month, "day": issued.day},
        "place_and_date": f"{facts['issued_in']}, {day(issued, language)}",
        "name": " ".join(filter(None, names(facts))),
        "course": facts["course"]["title"],
        "sessions": [_session(session, language) for session in facts["sessions"]],
        "with_content": any(session["title"] for session in facts["sessions"]),
        "offered": number(facts["units"]["offered"], language),
        "attended": number(facts["units"]["attended"], language),
        "details": list(_details(facts)),
    }


def _session(session, language):
    return {
        "date": short_day(date.fromisoformat(session["date"]), language),
        "time": f"{session['starts']}–{session['ends']}",
        "title": session["title"],
        "units": number(session["units"], language),
    }


def _details(facts):
    course, seminar, words = facts["course"], facts["seminar"], facts["wording"]
    told = {
        "assessment": _assessed(facts["assessment"], words) if facts["assessment"] else "",
        "topics": ", ".join(course["topics"]),
        "speakers": seminar["speakers"],
        # “Ort: online” would say what the line below it says.
        "place": "" if seminar["place"].casefold() == "online" else seminar["place"],
        "mode": seminar["mode"],
        "seminar": f"{seminar['number']} ({words['course']} {course['code']})",
        "funding": facts["design"]["funder_note"],
        "replaces": facts["replaces"],
    }
    return ([words[name], text] for name, text in told.items() if text)


def _assessed(assessment, words):
    result = assessment["result"] or words["passed"]
    return ", ".join(filter(None, [assessment["subject"], result]))
