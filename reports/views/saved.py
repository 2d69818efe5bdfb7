"""Reports kept under a name: one's own only."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from reports.forms.saved import RhythmForm, SavedReportForm
from reports.models import MadeReport, SavedReport
from reports.questions.catalogue import Question, report_at, report_named
from reports.questions.readers import ReadersOnly
from reports.services import saved as service

LATEST = 20  # reports that were made in the background


@dataclass(frozen=True)
class Line:
    """A saved report with the report it is; None where there is no such report any more."""

    saved: SavedReport
    parameters: dict

    @property
    def report(self):
        return report_named(self.saved.report)

    @property
    def url(self):
        return f"{self.report.url}?{urlencode(self.parameters)}" if self.report else ""


class SavedReports(ReadersOnly, TemplateView):
    template_name = "reports/saved.html"

    def get_context_data(self, **kwargs):
        rows = SavedReport.objects.visible_to(self.request.user).order_by("name")
        lines = [Line(row, row.parameters) for row in rows]
        made = MadeReport.objects.visible_to(self.request.user).with_titles().order_by("-pk")
        told = [(row, report_named(row.report)) for row in made[:LATEST]]
        return super().get_context_data(lines=lines, made=told, **kwargs)


class SaveReport(ReadersOnly, FormView):
    """The report and its filter stand in the address, as on the report's own page."""

    form_class = SavedReportForm
    template_name = "reports/save.html"

    @cached_property
    def question(self):
        report = report_at(self.kwargs["slug"])
        asked = Question(self.reach, report, self.request.GET.dict(), timezone.now())
        if report is None or not asked.is_allowed or not asked.form.is_valid():
            raise Http404
        return asked

    def get_context_data(self, **kwargs):
        return super().get_context_data(report=self.question.report, back=self.back, **kwargs)

    def get_initial(self):
        return {"name": str(self.question.report.title), "rhythm": "never"}

    @property
    def back(self):
        return f"{self.question.report.url}?{urlencode(self.parameters)}"

    @property
    def parameters(self):
        form = self.question.form
        return form.address_of(form.cleaned_data)

    def form_valid(self, form):
        saved = service.save(
            owner=self.request.user,
            report=self.question.report.name,
            parameters={name: str(value) for name, value in self.parameters.items()},
            now=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(self.request, _("“%(name)s” is saved.") % {"name": saved.name})
        return redirect("reports:saved")


class OwnSaved(ReadersOnly):
    def is_allowed(self, reach):
        return super().is_allowed(reach) and bool(self.saved)

    @cached_property
    def saved(self):
        return get_object_or_404(
            SavedReport.objects.visible_to(self.request.user), pk=self.kwargs["pk"]
        )


class ChangeSaved(OwnSaved, FormView):
    form_class = RhythmForm
    template_name = "reports/change_saved.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.saved}

    def get_context_data(self, **kwargs):
        return super().get_context_data(saved=self.saved, **kwargs)

    def form_valid(self, form):
        rhythm = form.cleaned_data["rhythm"]
        service.change_rhythm(saved=self.saved, rhythm=rhythm, now=timezone.now())
        messages.success(self.request, _("Changed: %(name)s.") % {"name": self.saved.name})
        return redirect("reports:saved")


class ForgetSaved(OwnSaved, View):
    """A button without a page of its own."""

    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        service.forget(saved=self.saved)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": self.saved.name})
        return redirect("reports:saved")
