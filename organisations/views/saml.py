"""The addresses an association's SAML log-in talks to: allauth's views, closed where unused."""

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.saml.utils import build_saml_config, get_app_or_404
from allauth.socialaccount.providers.saml.views import ACSView, FinishACSView
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.views import View
from onelogin.saml2.settings import OneLogin_Saml2_Settings


class Arrive(ACSView):
    """Takes the answer, if there is anybody it could come from."""

    def dispatch(self, request, organization_slug):
        get_app_or_404(request, organization_slug)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return super().dispatch(request, organization_slug)


class Finish(FinishACSView):
    """An answer without a key of the person is one we cannot use."""

    def dispatch(self, request, organization_slug):
        try:
            return super().dispatch(request, organization_slug)
        except (ImproperlyConfigured, ValueError) as error:
            provider = self.get_provider(organization_slug)
            return render_authentication_error(request, provider, exception=error)


class Metadata(View):
    """What the association enters on its side. There is no log-out there: ours ends here."""

    def get(self, request, organization_slug):
        app = get_app_or_404(request, organization_slug)
        config = build_saml_config(request, app.settings, organization_slug)
        del config["sp"]["singleLogoutService"]
        metadata = OneLogin_Saml2_Settings(config, sp_validation_only=True).get_sp_metadata()
        return HttpResponse(metadata, content_type="application/samlmetadata+xml")


def no_log_out(_request, **_address):
    """Allauth names this address; nobody is logged out by a message from elsewhere."""
    raise Http404
