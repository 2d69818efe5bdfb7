"""Reports of somebody and a closed year, for the tables of policies."""

import json

from organisations.models import User
from reports.figures.reach import reach_of
from reports.models import MadeReport, ReportingYear, SavedReport, YearVersion
from reports.models.years import checksum_of
from reports.questions import rights
from tests.factories import NOON, office


def reports_of(owner: User) -> dict:
    """One that is saved, one the worker has made, one it is still to make."""
    saved = SavedReport.objects.create(
        owner=owner, name="Unsere", report="participation", parameters={"by": "site"}
    )
    order = {"owner": owner, "language": "de", "asked_at": NOON}
    ready = MadeReport.objects.create(
        **order,
        report="rights",
        finished_at=NOON,
        reach=reach_of(owner).digest,
        record=rights.ask(None, {}, NOON).as_record(),
    )
    ordered = MadeReport.objects.create(**order, report="demand", parameters={"by": "state"})
    return {"saved_report": saved, "ready_report": ready, "ordered_report": ordered}


def closed_by(staff: User) -> ReportingYear:
    """A year with one report kept."""
    year = ReportingYear.objects.create(central_office=office(), year=2025)
    record = rights.ask(None, {}, NOON).as_record()
    kept = [{"asked": ["rights", {}], "answer": record}]
    content = json.dumps({"own": kept, "outside": kept})
    YearVersion.objects.create(
        reporting_year=year,
        number=0,
        at=NOON,
        by=staff,
        content=content,
        checksum=checksum_of(content),
    )
    return year
