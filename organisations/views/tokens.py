"""One's own keys to the API: listed, made, revoked."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from fortbildung.shared.errors import Refused
from organisations.forms import TokenForm
from organisations.services.tokens import create_token, revoke_token


class Tokens(LoginRequiredMixin, TemplateView):
    """All that were not revoked; of the secrets only how they begin."""

    template_name = "organisations/tokens.html"

    def get_context_data(self, **kwargs):
        now, tokens = timezone.now(), self.request.user.tokens.kept()
        rows = [(token, token.has_expired(now)) for token in tokens.order_by("-created_at", "-pk")]
        return super().get_context_data(tokens=rows, **kwargs)


@method_decorator(reauthentication_required, name="get")
@method_decorator(reauthentication_required, name="post")
class AddToken(LoginRequiredMixin, FormView):
    """Asks for the password first: a key outlives the log-in it was made in."""

    form_class = TokenForm
    template_name = "organisations/add_token.html"

    def form_valid(self, form):
        now, chosen = timezone.now(), form.cleaned_data
        try:
            token, secret = create_token(
                user=self.request.user,
                name=chosen["name"],
                scope=chosen["scope"],
                expires_at=now + timedelta(days=chosen["days"]),
                now=now,
            )
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        return self.show(token, secret)

    def show(self, token, secret):
        """The only page that ever has the secret; it is written into nothing but this answer."""
        response = self.response_class(
            request=self.request,
            template="organisations/new_token.html",
            context={"token": token, "secret": secret},
        )
        add_never_cache_headers(response)
        return response


class Revoke(LoginRequiredMixin, View):
    """A button without a page of its own; anybody else's key is not there."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.token = get_object_or_404(request.user.tokens.kept(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **_kwargs):
        revoke_token(token=self.token, now=timezone.now())
        done = _("The API key “%(name)s” is revoked.") % {"name": self.token.name}
        messages.success(request, done)
        return redirect("organisations:tokens")
