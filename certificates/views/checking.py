from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from certificates.checking import CHECKS, FOUND, told
from certificates.codes import grouped, read_code
from certificates.forms.codes import CodeForm
from certificates.forms.files import FileForm
from certificates.models import Certificate, Seal
from certificates.services.examining import examine
from fortbildung.shared.hidden import discreet
from fortbildung.shared.rate_limit import address_of, seconds_to_wait


def must_wait(request):
    """Count this check; how many seconds before the next one, where there were too many."""
    return seconds_to_wait(address_of(request), **CHECKS)


@method_decorator(discreet, name="dispatch")
class Check(View):
    """Ask anybody for the paper itself or the code on it; nothing changes."""

    def get(self, request):
        form = CodeForm(request.GET if "code" in request.GET else None)
        if form.is_valid():
            return redirect("certificates:checked", form.cleaned_data["code"])
        return self._page(request, form, FileForm())

    def post(self, request):
        form = FileForm(request.POST, request.FILES)
        if seconds := must_wait(request):
            return _too_many(request, seconds)
        if not form.is_valid():
            return self._page(request, CodeForm(), form)
        finding = examine(form.cleaned_data["file"].read())
        certificate = finding.certificate
        facts = told(certificate, named=finding.named) if certificate else None
        context = {
            "outcome": finding.outcome.value,
            "verdict": FOUND[finding.outcome.value],
            "told": facts,
            "form": FileForm(),
        }
        return render(request, "certificates/examined.html", context)

    def _page(self, request, form, file_form):
        context = {"form": form, "file_form": file_form}
        return render(request, "certificates/check.html", context)


@method_decorator(discreet, name="dispatch")
class Checked(View):
    """Tell anybody whether the certificate with this code is genuine."""

    def get(self, request, code):
        plain = read_code(code)
        if plain and plain != code:
            return redirect("certificates:checked", plain)
        if plain and (seconds := must_wait(request)):
            return _too_many(request, seconds)
        certificate = Certificate.objects.filter(code=plain).first()
        if certificate is None:
            context = {"code": grouped(plain) if plain else code, "form": CodeForm()}
            return render(request, "certificates/unknown.html", context, status=404)
        return render(request, "certificates/checked.html", {"told": told(certificate)})


class SealShown(TemplateView):
    """Who seals here, and the root that viewers of papers ask for."""

    template_name = "certificates/seal.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(seals=Seal.objects.latest_first(), **kwargs)


class Root(View):
    """The root of a seal as a file."""

    def get(self, _request, fingerprint):
        root = Seal.objects.filter(fingerprint__startswith=fingerprint).values_list("root").first()
        if root is None:
            raise Http404
        name = f'attachment; filename="siegel-wurzel-{fingerprint}.pem"'
        headers = {"Content-Disposition": name}
        return HttpResponse(root[0], content_type="application/x-pem-file", headers=headers)


def _too_many(request, seconds):
    response = render(
        request, "certificates/too_many_checks.html", {"seconds": seconds}, status=429
    )
    response["Retry-After"] = seconds
    return response
