"""What wallets and verifiers ask for: who signs here, and which badges count no more."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.generic import View

from certificates.models import Certificate
from certificates.services import badges
from fortbildung.shared.hidden import discreet

FIVE_MINUTES = 300
CREDENTIAL, TOKEN = "application/vc", "application/jwt"


def open_to_all(document, content_type):
    """An answer every page of every house may read."""
    headers = {"Access-Control-Allow-Origin": "*"}
    return JsonResponse(document, content_type=content_type, headers=headers)


@method_decorator(cache_control(public=True, max_age=FIVE_MINUTES), name="dispatch")
class Identity(View):
    def get(self, _request):
        return open_to_all(badges.identity(), "application/did+json")


@method_decorator(cache_control(public=True, max_age=FIVE_MINUTES), name="dispatch")
class StatusList(View):
    def get(self, _request, name):
        found = badges.status_list(name, now=timezone.now())
        if found is None:
            raise Http404
        return open_to_all(found, CREDENTIAL)


@method_decorator(discreet, name="dispatch")
class Badge(LoginRequiredMixin, View):
    """The badge, for whoever may see the certificate: as JSON, or as token."""

    as_token = False

    def get(self, request, number):
        mine = Certificate.objects.visible_to(request.user).exclude(credential=None)
        certificate = get_object_or_404(mine, number=number)
        if self.as_token:
            return self._file(badges.token_of(certificate, now=timezone.now()), number, TOKEN)
        return self._file(badges.as_text(certificate), number, CREDENTIAL)

    def _file(self, text, number, content_type):
        ending = "jwt" if self.as_token else "json"
        name = f'attachment; filename="Open-Badge-{number}.{ending}"'
        headers = {"Content-Disposition": name}
        return HttpResponse(text, content_type=content_type, headers=headers)
