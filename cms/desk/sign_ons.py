"""The associations' own log-ins, kept by the coordination: who may declare a mail domain decides
who comes in under its addresses."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import CoordinationOnly, Trail
from cms.desk.sign_on_forms import OidcForm, SamlForm
from organisations.models import SignOn
from organisations.services.sign_ons import save_sign_on
from organisations.states import SignOnProtocol

ALL = ("desk_sign_ons:index", gettext_lazy("Sign-ons"))
FORMS = {SignOnProtocol.OIDC: OidcForm, SignOnProtocol.SAML: SamlForm}


class SignOnList(CoordinationOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/sign_ons.html"
    page_title = gettext_lazy("Sign-ons")
    header_icon = "key"

    def get_context_data(self, **kwargs):
        rows = SignOn.objects.select_related("association", "changed_by")
        rows = rows.prefetch_related("domains").order_by("name")
        return super().get_context_data(rows=rows, **kwargs)


class SignOnView(CoordinationOnly, Trail, WagtailAdminTemplateMixin, FormView):
    """A form for one; `instance` is it, or an unsaved one of the protocol in the address."""

    template_name = "cms/desk/sign_on_form.html"
    header_icon = "key"
    trail = (ALL,)

    def get_form_class(self):
        return FORMS[self.instance.protocol]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.instance}

    def get_page_subtitle(self):
        return self.instance.get_protocol_display()

    def get_context_data(self, **kwargs):
        return super().get_context_data(addresses=self._addresses(), **kwargs)

    def _addresses(self):
        """What the association enters on its side."""
        if not self.instance.pk:
            return []
        names = {
            SignOnProtocol.OIDC: [("openid_connect_callback", _("Redirect URI"))],
            SignOnProtocol.SAML: [
                ("saml_metadata", _("Metadata and entity ID")),
                ("saml_acs", _("Assertion consumer service")),
            ],
        }[self.instance.protocol]
        slug = SignOn.objects.get(pk=self.instance.pk).slug
        found = [(label, reverse(name, args=[slug])) for name, label in names]
        return [(label, self.request.build_absolute_uri(path)) for label, path in found]

    def form_valid(self, form):
        try:
            kept = save_sign_on(
                sign_on=form.instance,
                domains=form.cleaned_data["domains"],
                secret=form.new_secret,
                by=self.request.user,
                now=timezone.now(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("“%(name)s” is saved.") % {"name": kept})
        return redirect("desk_sign_ons:edit", kept.pk)


class NewSignOn(SignOnView):
    page_title = gettext_lazy("New sign-on")

    @cached_property
    def instance(self):
        if self.kwargs["protocol"] not in SignOnProtocol:
            raise Http404
        return SignOn(protocol=SignOnProtocol(self.kwargs["protocol"]))


class EditSignOn(SignOnView):
    page_title = gettext_lazy("Change the sign-on")

    @cached_property
    def instance(self):
        return get_object_or_404(SignOn, pk=self.kwargs["pk"])
