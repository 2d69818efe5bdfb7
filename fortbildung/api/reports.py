"""Reports for those who may read them on their page: one operation for each of the catalogue.

What takes long is ordered, as on the page: 202 says where to ask again.
"""

from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status
from pydantic import BaseModel, ConfigDict, Field

from fortbildung.api.auth import READ
from fortbildung.api.errors import Invalid
from fortbildung.shared.errors import Refused
from reports.figures.answers import HIDDEN, from_record
from reports.figures.reach import reach_of
from reports.models import MadeReport
from reports.questions.catalogue import REPORTS, Question, question_within
from reports.services import asking, made
from reports.writing.files import response as as_file

router = Router(tags=["reports"])
ASK_AGAIN = 5  # seconds


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


class InWork(BaseModel):
    """The report is being made; ask again at the address in `Location`."""

    report: str
    done: int = Field(description="steps that are done")
    total: int = Field(description="steps there are")


def _operation(report):
    def answer(request, response: HttpResponse, wanted: Query[FormatWanted]):
        parameters = request.GET.dict()
        parameters.pop("format", None)
        question = Question(reach_of(request.auth.user), report, parameters, timezone.now())
        if not question.is_allowed:
            raise Http404
        if not question.form.is_valid():
            raise Invalid.from_form(question.form)
        owner = request.auth.user
        if (found := asking.answer_soon(question=question, by=owner)) is None:
            ordered = made.order(owner=owner, question=question, now=question.now)
            return _in_work(ordered, wanted.format, response)
        return _given(found, question, wanted.format)

    return answer


def _in_work(ordered, kind, response):
    address = reverse("api:made_report", args=[ordered.pk])
    response["Location"] = f"{address}?{urlencode({'format': kind})}"
    response["Retry-After"] = str(ASK_AGAIN)
    return Status(202, InWork(report=ordered.report, done=ordered.done, total=ordered.total))


def _given(answer, question, kind):
    return _told(answer, question) if kind == "json" else as_file(answer, kind)


def _told(answer, question):
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


@router.get(
    "reports/made/{int:pk}",
    auth=READ,
    response={200: AnswerOut, 202: InWork},
    url_name="made_report",
    summary=_("A report that took longer"),
    description=_("Where the answer 202 of a report leads: one’s own, for a week."),
)
def made_report(request, response: HttpResponse, pk: int, wanted: Query[FormatWanted]):
    owner = request.auth.user
    ordered = get_object_or_404(MadeReport.objects.visible_to(owner), pk=pk)
    if ordered.is_unfinished:
        return _in_work(ordered, wanted.format, response)
    reach = reach_of(owner)
    question = question_within(reach, ordered.report, ordered.parameters, timezone.now())
    if why := ordered.reason_not_to_read(reach.digest):
        raise Refused(why)
    return _given(from_record(ordered.record), question, wanted.format)


for each in REPORTS:
    router.get(
        f"reports/{each.name}",
        auth=READ,
        response={200: AnswerOut, 202: InWork},
        url_name=f"report_{each.name}",
        operation_id=f"report_{each.name}",
        summary=each.title,
        description=each.line,
        openapi_extra={"parameters": list(_parameters(each))},
    )(_operation(each))
