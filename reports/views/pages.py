from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import TemplateView, View

from fortbildung.shared.errors import Refused
from reports.figures.reach import reach_of
from reports.questions.catalogue import Question, report_at, reports_within
from reports.services import asking, made
from reports.writing.files import KINDS, in_its_language, response
from reports.writing.pictures import drawn
from reports.writing.sheets import Sheet, told_briefly


class Index(LoginRequiredMixin, TemplateView):
    """The reports one may read; who reads none has no such page."""

    template_name = "reports/index.html"

    def get_context_data(self, **kwargs):
        reports = reports_within(reach_of(self.request.user))
        if not reports:
            raise Http404
        return super().get_context_data(reports=reports, **kwargs)


def shown(answer, report, request):
    """An answer of the report as pages show it; of a long table, the page that is asked for."""
    headlines = [(each.title, told_briefly(each.value, each.kind)) for each in answer.headlines]
    return {
        "answer": answer,
        "sheet": Sheet(answer, report.url, request.GET.get("page")),
        "pictures": drawn(answer),
        "headlines": headlines,
    }


class Asked(LoginRequiredMixin, View):
    """Loads the report the address asks for; there is none for those who may not read it.

    Whoever would wait too long for it finds it ordered from the worker.
    """

    def get(self, request, slug, **kind):
        report = report_at(slug)
        if report is None:
            raise Http404
        asked = request.GET.dict()
        self.question = Question(reach_of(request.user), report, asked, timezone.now())
        if not self.question.is_allowed:
            raise Http404
        return self.answer(**kind) if self.question.form.is_valid() else self.refuse()

    def asked(self):
        """The answer; None where the worker is to make it."""
        return asking.answer_soon(question=self.question, by=self.request.user)

    def order(self):
        try:
            ordered = made.order(
                owner=self.request.user, question=self.question, now=self.question.now
            )
        except Refused as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return redirect("reports:saved")
        return redirect("reports:made", ordered.pk)


class ReportPage(Asked):
    def answer(self):
        if (answer := self.asked()) is None:
            return self.order()
        wider = None if answer.rows else self.question.form.wider()
        told = {
            "title": answer.title,
            "address": urlencode(self.question.address),
            "wider": None if wider is None else f"?{urlencode(wider)}",
            "files": [(kind, self.question.report.file_url(kind)) for kind in KINDS],
        }
        return self.show(shown(answer, self.question.report, self.request) | told)

    def refuse(self):
        """The filter says what is wrong; a report nobody asked for would mislead."""
        return self.show({"title": self.question.report.title, "refused": True})

    def show(self, told):
        question = self.question
        common = {
            "report": question.report,
            "reach": question.reach,
            "reports": reports_within(question.reach),
            "form": question.form,
        }
        return render(self.request, "reports/report.html", common | told)


class ReportFile(Asked):
    def answer(self, kind):
        if kind not in KINDS:
            raise Http404
        with in_its_language(kind):
            answer = self.asked()
            return self.order() if answer is None else response(answer, kind)

    def refuse(self):
        """The page says what is wrong with the address."""
        return redirect(f"{self.question.report.url}?{self.request.GET.urlencode()}")
