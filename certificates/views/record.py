from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.generic import TemplateView, View

from certificates.record import training_record
from certificates.services import records
from fortbildung.shared.charts import bar_chart


class Record(LoginRequiredMixin, TemplateView):
    """One's own training record: teaching units per year as a picture, then seminar by seminar."""

    template_name = "certificates/record.html"

    def get_context_data(self, **kwargs):
        record = training_record(self.request.user, now=timezone.now())
        chart = bar_chart([(f"{year.number}", year.units) for year in record.years])
        return super().get_context_data(record=record, chart=chart, **kwargs)


class RecordFile(LoginRequiredMixin, View):
    """The same as a sealed paper to hand in."""

    def get(self, request):
        paper = records.paper(person=request.user, now=timezone.now())
        name = 'attachment; filename="Fortbildungspass.pdf"'
        headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
        return HttpResponse(paper, content_type="application/pdf", headers=headers)


class RecordCredentials(LoginRequiredMixin, View):
    """The same for machines: badges and qualifications as one signed set of credentials."""

    def get(self, request):
        name = 'attachment; filename="Fortbildungspass.json"'
        headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
        told = records.credentials(person=request.user, now=timezone.now())
        options = {"ensure_ascii": False, "indent": 2}
        return JsonResponse(told, json_dumps_params=options, headers=headers)
