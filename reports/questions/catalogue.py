"""All reports there are, in the order they are offered. A new one is a line here and a module."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortbildung.shared.errors import Refused
from reports.figures import watched
from reports.figures.reach import reach_of
from reports.questions import (
    demand,
    feedback,
    participation,
    priorities,
    qualified,
    rights,
    speaker_costs,
    utilisation,
)
from reports.questions.forms import ReportForm
from reports.questions.seminar_form import GroupedSeminarForm, SeminarForm


@dataclass(frozen=True)
class Report:
    """`ask(reach, choice, now)` gives its Answer to what its form has read from an address.

    `steps(reach, choice, now)` says how many steps that takes (`fortbildung/shared/steps.py`),
    `reads` what its answers follow from (`reports/watched.py`).
    """

    name: str  # in the API
    slug: str  # in addresses
    title: Promise
    line: Promise  # what it tells
    form: type[ReportForm]
    ask: Callable
    steps: Callable
    reads: tuple
    for_managers: bool = True

    def may_be_read_within(self, reach):
        return reach is not None and (self.for_managers or reach.beyond_a_team)

    @property
    def url(self):
        return reverse("reports:report", args=[self.slug])

    def file_url(self, kind):
        return reverse("reports:file", args=[self.slug, kind])


REPORTS = (
    Report(
        name="participation",
        slug="teilnahmen",
        title=gettext_lazy("Participations"),
        line=gettext_lazy(
            "Who took part, how long, and who did not come: by any two of places, subjects and"
            " times."
        ),
        form=participation.ParticipationForm,
        ask=participation.ask,
        steps=participation.steps,
        reads=watched.PARTICIPATION,
    ),
    Report(
        name="utilisation",
        slug="auslastung",
        title=gettext_lazy("Utilisation"),
        line=gettext_lazy(
            "Which seats were used, kept in seat contingents, released, given away or given up"
            " late."
        ),
        form=GroupedSeminarForm,
        ask=utilisation.ask,
        steps=utilisation.steps,
        reads=watched.UTILISATION,
        for_managers=False,
    ),
    Report(
        name="demand",
        slug="bedarf",
        title=gettext_lazy("Demand"),
        line=gettext_lazy("Who would like to attend which course, or waits: what to plan next."),
        form=demand.DemandForm,
        ask=demand.ask,
        steps=demand.steps,
        reads=watched.DEMAND,
    ),
    Report(
        name="coverage",
        slug="abdeckung",
        title=gettext_lazy("Coverage"),
        line=gettext_lazy("How far what is required is met, and what is planned already."),
        form=qualified.CoverageForm,
        ask=qualified.ask,
        steps=qualified.steps,
        reads=watched.COVERAGE,
    ),
    Report(
        name="evaluation",
        slug="rueckmeldungen",
        title=gettext_lazy("Evaluation"),
        line=gettext_lazy("What participants said about courses, over all their seminars."),
        form=SeminarForm,
        ask=feedback.ask,
        steps=feedback.steps,
        reads=watched.EVALUATION,
        for_managers=False,
    ),
    Report(
        name="speakers",
        slug="honorare",
        title=gettext_lazy("Speakers and cost"),
        line=gettext_lazy("Who teaches how much, and what a teaching unit costs."),
        form=GroupedSeminarForm,
        ask=speaker_costs.ask,
        steps=speaker_costs.steps,
        reads=watched.SPEAKERS,
        for_managers=False,
    ),
    Report(
        name="priorities",
        slug="vorrang",
        title=gettext_lazy("Priority"),
        line=gettext_lazy(
            "Who was set before or behind the others in a queue, why, by whom, and what became"
            " of it."
        ),
        form=priorities.PriorityForm,
        ask=priorities.ask,
        steps=priorities.steps,
        reads=watched.PRIORITIES,
        for_managers=False,
    ),
    Report(
        name="rights",
        slug="rechte",
        title=gettext_lazy("Who may see what"),
        line=gettext_lazy(
            "Which role sees and changes what of whom, and what for: for staff, works councils and"
            " data protection officers."
        ),
        form=rights.RightsForm,
        ask=rights.ask,
        steps=rights.steps,
        reads=watched.READERS,
    ),
)
# What is kept of a year that is closed: report and parameters.
KEPT_OF_A_YEAR = (
    ("participation", {"by": "provider"}),
    ("participation", {"by": "state"}),
    ("participation", {"by": "association", "then": "programme"}),
    ("participation", {"by": "provider", "then": "state"}),
    ("participation", {"by": "course"}),
    ("participation", {"by": "mode"}),
    ("participation", {"by": "month"}),
    ("participation", {"by": "function"}),
    ("utilisation", {"by": "course"}),
    ("speakers", {"by": "course"}),
)


class Question:
    """A report is asked with `parameters` by somebody with this `reach`, or None."""

    def __init__(self, reach, report, parameters, now):
        self.report, self.reach, self.now = report, reach, now
        self.parameters = parameters

    @property
    def is_allowed(self):
        return self.report.may_be_read_within(self.reach)

    @cached_property
    def form(self):
        return self.report.form(self.parameters, reach=self.reach, now=self.now)

    @cached_property
    def address(self):
        """What was chosen, as an address says it; it needs a valid form, as all that follows."""
        return self.form.address_of(self.form.cleaned_data)

    @property
    def plain(self):
        """The address as texts, to be kept."""
        return {name: str(value) for name, value in self.address.items()}

    @property
    def steps(self):
        """How many steps it takes to count the answer."""
        return self.report.steps(self.reach, self.form.cleaned_data, self.now)

    @cached_property
    def answer(self):
        """What was chosen comes with its address."""
        told = self.form.cleaned_data | {"address": self.address}
        return self.report.ask(self.reach, told, self.now)


def reports_within(reach):
    """The reports that may be read with this reach."""
    return [report for report in REPORTS if report.may_be_read_within(reach)]


def report_named(name):
    """The report of that name in the API, or None."""
    return next((report for report in REPORTS if report.name == name), None)


def report_at(slug):
    """The report with that part in its address, or None."""
    return next((report for report in REPORTS if report.slug == slug), None)


def answer_for(user, name, parameters, now):
    """What the report tells this user today."""
    return answer_within(reach_of(user), name, parameters, now)


def answer_within(reach, name, parameters, now):
    """What the report tells with this reach, see `question_within`."""
    return question_within(reach, name, parameters, now).answer


def question_within(reach, name, parameters, now):
    """A question that can be answered; Refused says what is wrong with it.

    `parameters` are those of an address: texts by name.
    """
    report = report_named(name)
    question = report and Question(reach, report, parameters, now)
    if not question or not question.is_allowed:
        raise Refused(_("This report does not exist, or it is not yours to read."))
    if not question.form.is_valid():
        raise Refused(list(_told(question.form)))
    return question


def _told(form):
    for field, texts in form.errors.items():
        label = form.fields[field].label if field in form.fields else ""
        yield from (f"{label}: {text}" if label else text for text in texts)
