from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.generic import View

from reports.charts import bar_chart
from reports.definitions import FIGURES, RULES
from reports.downloads import FORMATS, file_name, table_of
from reports.forms import ParticipationFilter
from reports.participation import participation, years_with_attendance
from reports.reach import reach_of


class ParticipationView(LoginRequiredMixin, View):
    """Loads the report the address asks for; there is none for those who may not read figures."""

    def get(self, request):
        self.reach = reach_of(request.user)
        if self.reach is None:
            raise Http404
        enrolments = self.reach.enrolments()
        self.now = timezone.now()
        self.years = years_with_attendance(enrolments)
        self.form = ParticipationFilter(
            request.GET.dict(), years=self.years, this_year=timezone.localtime(self.now).year
        )
        if not self.form.is_valid():
            return self.refuse()
        self.choice = self.form.cleaned_data
        return self.answer(participation(enrolments, **self.choice))


class ParticipationPage(ParticipationView):
    def answer(self, report):
        bars = [(row.name, row.figures.participations) for row in report.rows]
        context = {
            "title": _("Participations %(year)s") % {"year": self.choice["year"]},
            "form": self.form,
            "reach": self.reach,
            "report": report,
            "chart": bar_chart(bars),
            "figures": FIGURES,
            "rules": RULES,
            "address": urlencode(address_of(self.choice)),
            "elsewhere": self.elsewhere(),
            **self.choice,
        }
        return render(self.request, "reports/participation.html", context)

    def refuse(self):
        context = {"title": _("Participations"), "form": self.form}
        return render(self.request, "reports/refused.html", context)

    def elsewhere(self):
        """The address of a report that has figures, for a reader who found none."""
        if self.choice["programme"]:
            found = address_of(self.choice | {"programme": None})
        elif self.years:
            found = address_of(self.choice | {"year": self.years[0]})
        else:
            return ""
        return f"{reverse('reports:participation')}?{urlencode(found)}"


class ParticipationDownload(ParticipationView):
    file_format = ""

    def answer(self, report):
        write, content_type = FORMATS[self.file_format]
        table = table_of(report, choice=self.choice, reach=self.reach, now=self.now)
        name = file_name(self.choice, self.file_format)
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        return HttpResponse(write(table), content_type=content_type, headers=headers)

    def refuse(self):
        """The page says what is wrong with the address."""
        return redirect(f"{reverse('reports:participation')}?{self.request.GET.urlencode()}")


def address_of(choice):
    """The filter as the parameters of an address."""
    programme = {"programme": choice["programme"].code} if choice["programme"] else {}
    return {"year": choice["year"], **programme, "by": choice["by"]}
