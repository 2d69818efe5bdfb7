"""The results of an evaluation as Excel and as an accessible A4 page."""

import json
from pathlib import Path

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from courses.kinds import QuestionKind
from fortbildung.shared.tables_out import Column, Kind, Table, xlsx
from fortbildung.shared.typesetting import settable, typeset

TEMPLATE = Path(__file__).parent / "typst" / "evaluation.typ"


def excel(results):
    """Three sheets: how often each answer was given, the averages, the free texts."""
    return xlsx(_answers(results), _averages(results), _texts(results))


def _answers(results):
    columns = [
        Column(_("Question"), width=70),
        Column(_("Answer"), width=30),
        Column(pgettext("of answers", "Number"), Kind.WHOLE),
    ]
    rows = [
        [result.question.text, str(label), count]
        for result in results.results
        for label, count in result.counts
    ]
    return Table(_("Answers"), columns, rows)


def _averages(results):
    columns = [
        Column(_("Statement"), width=70),
        Column(_("Answers"), Kind.WHOLE),
        Column(_("Average of this seminar"), Kind.DECIMAL),
        Column(_("Average of the course"), Kind.DECIMAL),
    ]
    rows = [
        [result.question.text, result.answered, result.average, result.course_average]
        for result in results.results
        if result.average is not None
    ]
    return Table(_("Averages"), columns, rows)


def _texts(results):
    columns = [Column(_("Question"), width=50), Column(_("Answer"), width=100)]
    rows = [[result.question.text, text] for result in results.results for text in result.texts]
    return Table(_("Free texts"), columns, rows)


def paper(results, *, at):
    """As PDF; the paper is German whoever prints it."""
    with override("de"):
        facts = _facts(results, at)
    return typeset(TEMPLATE, {"results": json.dumps(facts)}, at=at)


def _facts(results, at):
    seminar = results.evaluation.seminar
    return {
        "title": "Rückmeldungen",
        "seminar": settable(str(seminar)),
        "office": settable(seminar.central_office.name),
        "given": f"{results.given} von {results.asked} Teilnehmenden haben geantwortet.",
        "answer": "Antwort",
        "number": "Anzahl",
        "date": formats.date_format(timezone.localtime(at), "DATE_FORMAT"),
        "page": "Seite",
        "of": "von",
        "year": timezone.localtime(at).year,
        "questions": [_question(result) for result in results.results],
    }


def _question(result):
    most = max((count for _label, count in result.counts), default=0) or 1
    return {
        "text": settable(result.question.text),
        "summary": _summary(result),
        "free": result.question.kind == QuestionKind.TEXT,
        "counts": [
            {"label": settable(str(label)), "count": str(count), "share": count * 100 // most}
            for label, count in result.counts
        ],
        "texts": [settable(text) for text in result.texts],
    }


def _summary(result):
    if result.average is None:
        return "" if result.answered else "Niemand hat geantwortet."
    said = f"Mittelwert {_number(result.average)}"
    if result.course_average is not None:
        said += f" (Kurs: {_number(result.course_average)})"
    return said


def _number(value):
    return "–" if value is None else formats.number_format(round(value, 1), 1)
