from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from certificates.checking import CHECKS, told
from certificates.codes import grouped, read_code
from certificates.forms.codes import CodeForm
from certificates.models import Certificate
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
