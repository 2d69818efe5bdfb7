from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.generic import View

from fortbildung.shared.charts import bar_chart
from reports import downloads, priority_downloads
from reports.asking import ParticipationQuestion, PriorityQuestion
from reports.definitions import FIGURES, PRIORITIES, RULES


class ReportView(LoginRequiredMixin, View):
    """Loads the report the address asks for; there is none for those who may not read any."""

    route = None
    question_class = None

    def get(self, request):
        self.question = self.question_class(request.user, request.GET.dict(), timezone.now())
        if self.question.reach is None:
            raise Http404
        return self.answer() if self.question.form.is_valid() else self.refuse()

    def address(self, choice):
        """The page with this choice."""
        return f"{reverse(self.route)}?{urlencode(self.question.form.address_of(choice))}"


class ReportPage(ReportView):
    title = ""
    template_name = None

    def answer(self):
        question = self.question
        shown = {
            "title": f"{self.title} {question.choice['year']}",
            "form": question.form,
            "reach": question.reach,
            "address": urlencode(question.address),
            **question.choice,
            **self.told(),
        }
        return render(self.request, self.template_name, shown)

    def refuse(self):
        """The filter says what is wrong; a report nobody asked for would mislead."""
        context = {"title": self.title, "form": self.question.form, "refused": True}
        return render(self.request, self.template_name, context)

    def elsewhere(self, **narrowed):
        """The address of a report with something in it, for a reader who found nothing."""
        choice, years = self.question.choice, self.question.years
        if any(choice[name] for name in narrowed):
            return self.address(choice | narrowed)
        return self.address(choice | {"year": years[0]}) if years else ""


class ReportDownload(ReportView):
    file_format = ""

    def refuse(self):
        """The page says what is wrong with the address."""
        return redirect(f"{reverse(self.route)}?{self.request.GET.urlencode()}")


class Participation:
    route = "reports:participation"
    question_class = ParticipationQuestion


class ParticipationPage(Participation, ReportPage):
    title = gettext_lazy("Participations")
    template_name = "reports/participation.html"

    def told(self):
        report = self.question.report()
        return {
            "report": report,
            "chart": bar_chart([(row.title, row.figures.participations) for row in report.rows]),
            "figures": FIGURES,
            "rules": RULES,
            "elsewhere": self.elsewhere(programme=None),
        }


class ParticipationDownload(Participation, ReportDownload):
    def answer(self):
        return downloads.download(self.question, file_format=self.file_format)


class Priorities:
    route = "reports:priorities"
    question_class = PriorityQuestion


class PriorityPage(Priorities, ReportPage):
    title = gettext_lazy("Priority")
    template_name = "reports/priorities.html"

    def told(self):
        return {
            "report": self.question.report(),
            "rules": PRIORITIES,
            "elsewhere": self.elsewhere(office=None),
        }


class PriorityDownload(Priorities, ReportDownload):
    def answer(self):
        return priority_downloads.download(self.question, file_format=self.file_format)
