from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from certificates.checking import CHECKS, told
from certificates.codes import grouped, read_code
from certificates.forms import CodeForm
from certificates.models import Certificate
from certificates.record import training_record
from certificates.record_pdf import render as paper_of
from fortbildung.shared.charts import bar_chart
from fortbildung.shared.hidden import discreet
from fortbildung.shared.rate_limit import address_of, seconds_to_wait


@method_decorator(discreet, name="dispatch")
class Check(View):
    """Ask anybody for the code on the paper. A plain GET form: nothing changes."""

    def get(self, request):
        form = CodeForm(request.GET if "code" in request.GET else None)
        if form.is_valid():
            return redirect("certificates:checked", form.cleaned_data["code"])
        return render(request, "certificates/check.html", {"form": form})


@method_decorator(discreet, name="dispatch")
class Checked(View):
    """Tell anybody whether the certificate with this code is genuine."""

    def get(self, request, code):
        plain = read_code(code)
        if plain and plain != code:
            return redirect("certificates:checked", plain)
        asking = address_of(request)
        if plain and (seconds := seconds_to_wait(asking, **CHECKS, now=timezone.now())):
            return _too_many(request, seconds)
        certificate = Certificate.objects.filter(code=plain).first()
        if certificate is None:
            context = {"code": grouped(plain) if plain else code, "form": CodeForm()}
            return render(request, "certificates/unknown.html", context, status=404)
        return render(request, "certificates/checked.html", {"told": told(certificate)})


def _too_many(request, seconds):
    response = render(
        request, "certificates/too_many_checks.html", {"seconds": seconds}, status=429
    )
    response["Retry-After"] = seconds
    return response


@method_decorator(discreet, name="dispatch")
class Download(LoginRequiredMixin, View):
    """The PDF, for whoever may see the certificate."""

    def get(self, request, number):
        mine = Certificate.objects.visible_to(request.user).exclude(pdf="")
        certificate = get_object_or_404(mine, number=number)
        return FileResponse(
            certificate.pdf.open(),
            as_attachment=True,
            filename=f"Teilnahmebescheinigung-{certificate.number}.pdf",
        )


class Record(LoginRequiredMixin, TemplateView):
    """One's own training record: teaching units per year as a picture, then seminar by seminar."""

    template_name = "certificates/record.html"

    def get_context_data(self, **kwargs):
        record = training_record(self.request.user, now=timezone.now())
        chart = bar_chart([(f"{year.number}", year.units) for year in record.years])
        return super().get_context_data(record=record, chart=chart, **kwargs)


class RecordFile(LoginRequiredMixin, View):
    """The same as a paper to hand in; the names and dates on it are those of today."""

    def get(self, request):
        now = timezone.now()
        paper = paper_of(training_record(request.user, now=now), at=now)
        name = 'attachment; filename="Fortbildungspass.pdf"'
        headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
        return HttpResponse(paper, content_type="application/pdf", headers=headers)
