from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import View

from fortbildung.shared.charts import bar_chart
from reports.asking import Question
from reports.definitions import FIGURES, RULES
from reports.downloads import download


class ParticipationView(LoginRequiredMixin, View):
    """Loads the report the address asks for; there is none for those who may not read figures."""

    def get(self, request):
        self.question = Question(request.user, request.GET.dict(), timezone.now())
        if self.question.reach is None:
            raise Http404
        return self.answer() if self.question.form.is_valid() else self.refuse()


class ParticipationPage(ParticipationView):
    def answer(self):
        question, report = self.question, self.question.report()
        bars = [(row.name, row.figures.participations) for row in report.rows]
        context = {
            "title": _("Participations %(year)s") % {"year": question.choice["year"]},
            "form": question.form,
            "reach": question.reach,
            "report": report,
            "chart": bar_chart(bars),
            "figures": FIGURES,
            "rules": RULES,
            "address": urlencode(address_of(question.choice)),
            "elsewhere": self.elsewhere(),
            **question.choice,
        }
        return render(self.request, "reports/participation.html", context)

    def refuse(self):
        context = {"title": _("Participations"), "form": self.question.form}
        return render(self.request, "reports/refused.html", context)

    def elsewhere(self):
        """The address of a report that has figures, for a reader who found none."""
        choice, years = self.question.choice, self.question.years
        if choice["programme"]:
            found = address_of(choice | {"programme": None})
        elif years:
            found = address_of(choice | {"year": years[0]})
        else:
            return ""
        return f"{reverse('reports:participation')}?{urlencode(found)}"


class ParticipationDownload(ParticipationView):
    file_format = ""

    def answer(self):
        return download(self.question, file_format=self.file_format)

    def refuse(self):
        """The page says what is wrong with the address."""
        return redirect(f"{reverse('reports:participation')}?{self.request.GET.urlencode()}")


def address_of(choice):
    """The filter as the parameters of an address."""
    programme = {"programme": choice["programme"].code} if choice["programme"] else {}
    return {"year": choice["year"], **programme, "by": choice["by"]}
