"""Reports for those who may read them on their page: one operation for each of the catalogue."""

from decimal import Decimal
from typing import Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from fortbildung.api.auth import READ
from fortbildung.api.errors import Invalid
from reports.answers import HIDDEN
from reports.catalogue import REPORTS, Question
from reports.files import attached
from reports.reach import reach_of

router = Router(tags=["reports"])


class FormatWanted(BaseModel):
    format: Literal["json", "csv", "xlsx"] = "json"


class NoteOut(BaseModel):
    title: str
    text: str


class ColumnOut(BaseModel):
    name: str
    title: str
    kind: str = Field(description="text, whole, decimal, share (percent) or euro")


class AnswerOut(BaseModel):
    """Beside what is named here stand the parameters, those not sent as usual."""

    model_config = ConfigDict(extra="allow")

    report: str
    title: str
    subtitle: str
    as_of: str
    reach: str = Field(description="whose figures these are")
    columns: list[ColumnOut]
    rows: list[dict[str, Any]] = Field(
        description="by the names of the columns; `name` is what the row is called, `hidden`"
        " names the figures that are not shown because they are about few people"
    )
    total: dict[str, Any] | None
    remarks: list[str]
    definitions: list[NoteOut]


def _operation(report):
    def answer(request, wanted: Query[FormatWanted]):
        parameters = request.GET.dict()
        parameters.pop("format", None)
        question = Question(reach_of(request.auth.user), report, parameters, timezone.now())
        if not question.is_allowed:
            raise Http404
        if not question.form.is_valid():
            raise Invalid.from_form(question.form)
        if wanted.format != "json":
            return attached(question, wanted.format)
        return _told(question)

    return answer


def _told(question):
    answer = question.answer
    return AnswerOut(
        report=answer.report,
        title=answer.title,
        subtitle=answer.subtitle,
        as_of=answer.as_of.isoformat(),
        **_asked(question.form),
        reach=str(question.reach),
        columns=[
            ColumnOut(name=each.name, title=each.title, kind=each.kind.name.lower())
            for each in answer.columns
        ],
        rows=[{"name": row.cells[0]} | _figures(answer.by_name(row.cells)) for row in answer.parts],
        total=answer.total and _figures(_numbers(answer)),
        remarks=list(answer.remarks),
        definitions=[NoteOut(title=note.title, text=note.text) for note in answer.definitions],
    )


def _asked(form):
    told = form.address_of(form.cleaned_data)
    return {name: told.get(name) for name in form.fields}


def _numbers(answer):
    """The total without the words that stand where rows have a name."""
    texts = {column.name for column in answer.columns if column.is_text}
    cells = answer.by_name(answer.total)
    return {name: value for name, value in cells.items() if name not in texts}


def _figures(cells):
    """As JSON has them; what is not shown is null, and named."""
    told = {name: None if v is HIDDEN else _plain(v) for name, v in cells.items()}
    return told | {"hidden": [name for name, value in cells.items() if value is HIDDEN]}


def _plain(value):
    return float(value) if isinstance(value, Decimal) else value


def _parameters(report):
    """The fields of the report's form, as the description of the API names them."""
    for name, field in report.form.base_fields.items():
        yield {
            "in": "query",
            "name": name,
            "required": False,
            "description": str(field.label),
            "schema": {"type": "string"},
        }


for each in REPORTS:
    router.get(
        f"reports/{each.name}",
        auth=READ,
        response=AnswerOut,
        url_name=f"report_{each.name}",
        operation_id=f"report_{each.name}",
        summary=each.title,
        description=each.line,
        openapi_extra={"parameters": list(_parameters(each))},
    )(_operation(each))
