"""Reports for those who may read them on their page."""

from datetime import datetime
from typing import Literal

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from fortbildung.api.auth import READ
from fortbildung.api.errors import Invalid
from reports.asking import ParticipationQuestion
from reports.downloads import download
from reports.participation import By

router = Router(tags=["reports"])


class ReportWanted(BaseModel):
    year: int | None = Field(None, description="the latest with figures unless told")
    by: str = Field(
        "provider",
        description="what one row stands for: provider, state, or both (provider,state)",
        examples=["provider", "state", "provider,state"],
    )
    programme: str = Field("", description="code of a programme")
    format: Literal["json", "csv", "xlsx"] = "json"


class FiguresOut(BaseModel):
    participations: int
    persons: int
    units: float = Field(description="teaching units of 45 minutes")
    no_shows: int


class RowOut(FiguresOut):
    name: str
    associations: str
    city: str
    state: str = Field(description="the Land, where rows are told apart by it")


class ParticipationOut(BaseModel):
    year: int
    by: str = Field(description="provider; state; or provider,state")
    programme: str | None
    reach: str
    as_of: datetime
    rows: list[RowOut]
    total: FiguresOut


@router.get(
    "reports/participation",
    auth=READ,
    response=ParticipationOut,
    url_name="participation",
    summary=_("Participation per provider, per Land or both"),
)
def participation(request, wanted: Query[ReportWanted]):
    asked = wanted.model_dump(exclude={"format"})
    question = ParticipationQuestion(request.auth.user, asked, timezone.now())
    if question.reach is None:
        raise Http404
    question.asked["by"] = _by(wanted.by)
    if not question.form.is_valid():
        raise Invalid.from_form(question.form)
    if wanted.format != "json":
        return download(question, file_format=wanted.format)
    return _participation(question)


def _by(names):
    """What one row stands for; of two names the order is the client's."""
    for by in By:
        if sorted(names.split(",")) == sorted(by.split(",")):
            return by
    raise Invalid([("by", _("Name provider, state, or both separated by a comma."))])


def _participation(question):
    choice, report = question.choice, question.report()
    return ParticipationOut(
        year=choice["year"],
        by=choice["by"],
        programme=choice["programme"] and choice["programme"].code,
        reach=str(question.reach),
        as_of=question.now,
        rows=[_row(row) for row in report.rows],
        total=FiguresOut(**vars(report.total)),
    )


def _row(row):
    place = {
        "name": row.name,
        "associations": row.associations,
        "city": row.city,
        "state": row.land,
    }
    return RowOut(**place, **vars(row.figures))
