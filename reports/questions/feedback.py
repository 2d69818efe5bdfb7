"""Evaluation over courses: how many answered, and how far they agreed.

Only of seminars on which nobody answers any more and at least five have: fewer would tell who
said what, also in a sum.
"""

from dataclasses import replace
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.kinds import QuestionKind
from courses.models import Answer as Said
from courses.models import Enrolment, Evaluation
from courses.services.evaluation_results import LEAST
from courses.states import GIVES_FEEDBACK
from fortbildung.shared.steps import step
from fortbildung.shared.tables_out import Kind
from reports.figures import definitions
from reports.figures.answers import Answer, Column, Headline, Row
from reports.figures.dimensions import BY_NAME, sortable
from reports.figures.listing import share
from reports.figures.measures import Measure
from reports.questions.seminar_form import asked_notes, chosen_seminars

COURSE = BY_NAME["course"]
MEASURES = (
    Measure(
        "seminars",
        gettext_lazy("Seminars evaluated"),
        gettext_lazy(
            "Seminars on which nobody answers any more and at least 5 people have answered. Others"
            " are left out, also in sums."
        ),
        "",
    ),
    Measure(
        "answered",
        gettext_lazy("Answers"),
        gettext_lazy("People who have answered; in the row of a statement, those who rated it."),
        "",
    ),
    Measure(
        "response",
        gettext_lazy("Response"),
        gettext_lazy("Who answered, in percent of those who were asked."),
        "",
        Kind.SHARE,
    ),
    Measure(
        "average",
        gettext_lazy("Average"),
        gettext_lazy(
            "Mean of all ratings from 1 (does not apply at all) to 5 (applies fully). The same"
            " words count as the same statement in every version of the questionnaire."
        ),
        "",
        Kind.DECIMAL,
    ),
)


STATEMENT = Column("statement", gettext_lazy("Statement"), width=60)


def ask(reach, choice, now):
    """A row for each course, below it one for each statement that was rated."""
    shown = _shown(chosen_seminars(reach, choice), timezone.localdate(now))
    said = _said([row["pk"] for row in shown])
    title = _("Evaluation %(year)s") % {"year": choice["year"]}
    total = _figures(shown, said)
    return Answer(
        report="evaluation",
        title=title,
        subtitle=_("per course and statement"),
        file_name=definitions.file_name(title, choice["office"]),
        as_of=now,
        columns=(
            *COURSE.own_columns,
            replace(STATEMENT, title=str(STATEMENT.title)),
            *(measure.column for measure in MEASURES),
        ),
        rows=tuple(_rows(shown, said)),
        total=(_("Total"), "", "", *total),
        headlines=tuple(
            Headline(str(measure.title), value, measure.kind)
            for measure, value in zip(MEASURES, total, strict=True)
        ),
        asked=tuple(asked_notes(reach, choice, now)),
        definitions=tuple(measure.note for measure in MEASURES),
    )


def steps(_reach, _choice, _now):
    """Who answered, and what."""
    return 2


def _shown(seminars, today):
    """Evaluations that may be looked at: their course, and how many answered and were asked."""
    asked = Enrolment.objects.of_people().filter(
        seminar=OuterRef("seminar"), state__in=GIVES_FEEDBACK
    )
    count = asked.order_by().values("seminar").annotate(n=Count("pk")).values("n")
    over = Evaluation.objects.over_on(today).filter(seminar__in=seminars)
    rows = over.annotate(answered=Count("given")).filter(answered__gte=LEAST)
    shown = list(
        rows.annotate(asked=Subquery(count)).values(
            "pk", "answered", "asked", course=F("seminar__course")
        )
    )
    step()
    return shown


def _said(evaluations):
    """Course and statement → how many rated it, and the sum of their ratings."""
    rated = Said.objects.filter(
        evaluation__in=evaluations, question__kind=QuestionKind.SCALE, number__isnull=False
    )
    course, text = F("evaluation__seminar__course"), F("question__text")
    groups = rated.order_by().values(course=course, statement=text)
    said = list(groups.annotate(n=Count("pk"), points=Sum("number")))
    step()
    return said


def _rows(shown, said):
    called = COURSE.named({row["course"] for row in shown})
    for course in sorted(called, key=lambda key: list(map(sortable, called[key]))):
        ours = [row for row in said if row["course"] == course]
        figures = _figures([row for row in shown if row["course"] == course], ours)
        yield Row((*called[course], "", *figures), is_sum=True)
        for row in sorted(ours, key=lambda row: sortable(row["statement"])):
            average = _average([row])
            yield Row((*called[course], row["statement"], figures[0], row["n"], None, average))


def _figures(shown, said):
    answered, asked = (sum(row[name] or 0 for row in shown) for name in ("answered", "asked"))
    return len(shown), answered, share(answered, asked), _average(said)


def _average(said):
    rated = sum(row["n"] for row in said)
    points = Decimal(sum(row["points"] for row in said))
    return (points / rated).quantize(Decimal("0.01")) if rated else None
