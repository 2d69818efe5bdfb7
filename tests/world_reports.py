"""A saved report and a closed year, for the tables of policies."""

import json

from organisations.models import User
from reports import rights
from reports.models import ReportingYear, SavedReport, YearVersion
from reports.models.years import checksum_of
from tests.factories import NOON, office


def saved_by(owner: User) -> SavedReport:
    return SavedReport.objects.create(
        owner=owner, name="Unsere", report="participation", parameters={"by": "site"}
    )


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
