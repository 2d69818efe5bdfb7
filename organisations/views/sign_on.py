"""In through the log-in of one's association: there, back, and, if new, saying where one works."""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal.flows.signup import get_pending_signup
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.views import SignupView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView
from requests import RequestException

from organisations.forms import FindSignOnForm, JoinForm
from organisations.models import SignOn
from organisations.services.employments import confirm_by_association, request_employment
from organisations.services.places import find_places_below
from organisations.services.sign_ons import find_sign_on
from organisations.views.places import FindPlace, Joining


def lead_to(request, sign_on):
    """The page that leads to the association; no form may, by our content security policy."""
    provider = get_adapter().get_provider(request, sign_on.slug)
    back = get_next_redirect_url(request)
    try:
        there = provider.redirect(request, process="login", next_url=back)
    except (OAuth2Error, RequestException) as error:
        return render_authentication_error(request, provider, exception=error)
    if there.status_code != 302:  # noqa: PLR2004 – allauth's own page about an error
        return there
    context = {"sign_on": sign_on, "address": there.url}
    return render(request, "socialaccount/leaving.html", context)


class StrangersOnly:
    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect("organisations:account")
        return super().dispatch(request, *args, **kwargs)


class SignOns(StrangersOnly, FormView):
    """Which association? By its button, or by one's address: whoever that is, only it counts."""

    form_class = FindSignOnForm
    template_name = "socialaccount/sign_ons.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sign_ons=SignOn.objects.offered(),
            after=get_next_redirect_url(self.request) or "",
            **kwargs,
        )

    def form_valid(self, form):
        if sign_on := find_sign_on(email=form.cleaned_data["email"]):
            return lead_to(self.request, sign_on)
        form.add_error(
            "email",
            _("No association offers its log-in for this address. Log in with your password."),
        )
        return self.form_invalid(form)


class Leave(StrangersOnly, View):
    """To the log-in of one association."""

    def post(self, request, slug):
        return lead_to(request, get_object_or_404(SignOn.objects.offered(), slug=slug))


class Pending:
    """Views for who has come from an association and has no account yet; `self.sign_on` is it."""

    def dispatch(self, request, *args, **kwargs):
        stored = request.session.get("socialaccount_sociallogin")
        if stored:  # two associations may use the same client ID; their short addresses differ
            stored["provider"] = {"id": stored["account"]["provider"]}
            request.session.modified = True
        slug = stored and stored["account"]["provider"]
        self.sign_on = SignOn.objects.offered().filter(slug=slug).first()
        if not self.sign_on or not get_pending_signup(request):
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sign_on=self.sign_on, **kwargs)


class FindPlaceToJoin(Pending, FindPlace):
    """Where in the association?"""

    template_name = "socialaccount/find_place.html"
    next_page = "organisations:join"

    def get_queryset(self):
        return find_places_below(self.sign_on.association, self.request.GET.get("q", ""))


class Join(Pending, Joining, SignupView):
    """Person, employment and the tie to the association's log-in come to be together."""

    form_class = JoinForm
    template_name = "socialaccount/signup.html"

    def get_authenticated_redirect_url(self):
        return reverse("organisations:account")

    @transaction.atomic
    def form_valid(self, form):
        now, job = timezone.now(), self.job_in(form)
        if self.refused(form, job, now=now):
            return self.form_invalid(form)
        response = super().form_valid(form)
        user = self.sociallogin.user
        if user.pk:
            employment = request_employment(user=user, now=now, **job)
            if self._confirmed_there():
                confirm_by_association(employment=employment, now=now)
        return response

    def _confirmed_there(self):
        own = self.place.is_descendant_of(self.sign_on.association)
        return own and self.sign_on.confirms_employments


class Untie(LoginRequiredMixin, View):
    """The association's log-in does not lead to this account any more, until it is used again."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            own = SocialAccount.objects.filter(user=request.user)
            self.tie = get_object_or_404(own, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **_kwargs):
        self.tie.delete()
        messages.success(request, _("Your account is no longer tied to that log-in."))
        return redirect("organisations:account")
