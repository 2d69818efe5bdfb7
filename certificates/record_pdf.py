"""The training record on paper: A4, archival and accessible. Like every paper it is German."""

import json
from pathlib import Path

from django.utils import timezone

from certificates.record import TrainingRecord
from certificates.wording import day, number, short_day
from fortbildung.shared.typesetting import settable, typeset

TEMPLATE = Path(__file__).parent / "typst" / "record.typ"


def render(record: TrainingRecord, *, at) -> bytes:
    return typeset(TEMPLATE, {"record": json.dumps(paper(record, at=at))}, at=at)


def paper(record, *, at):
    """What is printed, in letters the font has."""
    return {
        "name": settable(str(record.person)),
        "date": day(timezone.localdate(at)),
        "units": number(record.units),
        "seminars": f"{record.seminars}",
        "years": [_year(year) for year in record.years],
        "qualifications": [_qualification(kept) for kept in record.qualifications],
    }


def _year(year):
    rows = [
        {
            "date": short_day(enrolment.day),
            "title": settable(enrolment.seminar.course.title),
            "office": settable(enrolment.seminar.central_office.name),
            "proof": enrolment.proof or "–",
            "units": number(enrolment.attended_units),
        }
        for enrolment in year.enrolments
    ]
    return {"year": f"{year.number}", "units": number(year.units), "rows": rows}


def _qualification(kept):
    until = f"gültig bis {day(kept.last_day)}" if kept.last_day else "gültig ohne Frist"
    return f"{settable(kept.qualification.name)}, seit {day(kept.first_day)}, {until}"
