"""Reports the worker makes: watched, given up, read. One's own only.

Whoever has lost every right to read figures still finds the page, which says so.
"""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from reports.figures.answers import from_record
from reports.figures.reach import reach_of
from reports.models import MadeReport
from reports.questions.catalogue import report_named, reports_within
from reports.services import made as service
from reports.views.pages import shown
from reports.writing.files import KINDS, response

GERMAN = "de"


class OwnMade(LoginRequiredMixin):
    @cached_property
    def made(self):
        mine = MadeReport.objects.visible_to(self.request.user)
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    @cached_property
    def reach(self):
        return reach_of(self.request.user)

    @property
    def report(self):
        return report_named(self.made.report)

    @cached_property
    def why_not(self):
        """Why there is nothing to read, in words."""
        return str(self.made.reason_not_to_read(self.reach and self.reach.digest))

    @property
    def is_readable(self):
        return not self.made.is_unfinished and not self.why_not

    @cached_property
    def answer(self):
        return from_record(self.made.record)

    @property
    def again(self):
        """Where the same is asked once more."""
        if self.report is None or not self.report.may_be_read_within(self.reach):
            return ""
        return f"{self.report.url}?{urlencode(self.made.parameters)}"


class Made(OwnMade, TemplateView):
    """How far it is, what became of it, and in the end the report itself."""

    def get_template_names(self):
        return ["reports/made_report.html" if self.is_readable else "reports/made.html"]

    def get_context_data(self, **kwargs):
        told = {
            "made": self.made,
            "report": self.report,
            "again": self.again,
            "reach": self.reach,
            "reports": reports_within(self.reach),
        }
        more = self.as_report() if self.is_readable else self.as_work()
        return super().get_context_data(**kwargs) | told | more

    def as_report(self):
        told = {"title": self.answer.title, "files": list(self.files())}
        return shown(self.answer, self.report, self.request) | told

    def files(self):
        """Papers are German: who reads something else has it counted anew."""
        for kind in KINDS:
            if kind == "pdf" and self.made.language != GERMAN:
                yield kind, f"{self.report.file_url(kind)}?{urlencode(self.made.parameters)}"
            else:
                yield kind, reverse("reports:made_file", args=[self.made.pk, kind])

    def as_work(self):
        made = self.made
        if not made.is_unfinished:
            return {"working": False, "why_not": self.why_not}
        return {"working": True, "said": self.how_far(), "done": made.done, "total": made.total}

    def how_far(self):
        if not self.made.attempts:
            return _("The report waits for its turn.")
        told = {"done": self.made.done, "total": self.made.total}
        return _("%(done)s of %(total)s steps are done.") % told


class MadeFile(OwnMade, View):
    def get(self, _request, kind, **_kwargs):
        if kind not in KINDS or not self.is_readable:
            raise Http404
        return response(self.answer, kind)


class CancelMade(OwnMade, View):
    """A button without a page of its own."""

    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        if service.cancel(made=self.made, now=timezone.now()):
            messages.success(request, _("The report is cancelled."))
        return redirect("reports:made", self.made.pk)
