"""What participants said about a seminar: counts first, results once nobody can be recognised."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk import evaluation_files
from cms.desk.acting import Act
from cms.desk.course_editing import changeable
from cms.desk.rights import OwnSeminar
from courses.models import Evaluation
from courses.services.evaluation_results import results_of
from courses.services.evaluations import close_evaluation
from fortbildung.shared.charts import bar_chart

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OwnEvaluation(OwnSeminar):
    """Loads `self.evaluation` of an own seminar; None where nobody was asked yet."""

    header_icon = "form"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = Evaluation.objects.select_related("questionnaire")
        self.evaluation = rows.filter(seminar=self.seminar).first()
        if self.evaluation:
            self.evaluation.seminar = self.seminar

    @cached_property
    def results(self):
        """What may be shown, or None."""
        return self.evaluation and results_of(self.evaluation, now=timezone.now())


class EvaluationPage(OwnEvaluation, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/evaluation.html"
    page_title = gettext_lazy("Feedback")

    def get_context_data(self, **kwargs):
        shown = self.results.results if self.results else []
        return super().get_context_data(
            seminar=self.seminar,
            results=self.results,
            questions=[(result, bar_chart(result.counts)) for result in shown],
            **kwargs,
        )

    @property
    def header_buttons(self):
        if not changeable(self.offices).filter(pk=self.seminar.course_id).exists():
            return []
        url = reverse("desk_courses:questionnaire", args=[self.seminar.course_id])
        return [HeaderButton(_("Questionnaire"), url=url, icon_name="list-ul")]


class CloseEvaluation(OwnEvaluation, Act):
    page_title = gettext_lazy("Close the questionnaire")
    label = gettext_lazy("Close it now")
    consequence = gettext_lazy("Nobody can answer any more. This cannot be undone.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not (self.results and self.results.is_open):
            raise Http404

    @property
    def back_url(self):
        return reverse("desk_seminars:evaluation", args=[self.seminar.pk])

    def about(self):
        facts = {"given": self.results.given, "asked": self.results.asked}
        yield _("%(given)s of %(asked)s have answered so far.") % facts
        yield _(
            "Results are shown once nobody answers any more: else a look before and after an "
            "answer would tell whose it is."
        )

    def act(self, _facts, *, now):  # noqa: ARG002 – closing has no time
        close_evaluation(evaluation=self.evaluation, by=self.request.user)

    def success(self, _outcome):
        return _("The questionnaire is closed.")


class ResultsFile(OwnEvaluation, View):
    """The results to take away; there is no file while they may not be shown."""

    def get(self, _request, **_kwargs):
        if not (self.results and self.results.results):
            raise Http404
        name = _("feedback-%(number)s") % {"number": self.seminar.number}
        disposition = content_disposition_header(True, f"{name}.{self.extension}")
        headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
        return HttpResponse(self.content(), content_type=self.content_type, headers=headers)


class ResultsExcel(ResultsFile):
    extension, content_type = "xlsx", EXCEL

    def content(self):
        return evaluation_files.excel(self.results)


class ResultsPaper(ResultsFile):
    extension, content_type = "pdf", "application/pdf"

    def content(self):
        return evaluation_files.paper(self.results, at=timezone.now())
