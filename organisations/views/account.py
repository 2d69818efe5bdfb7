from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, UpdateView

from organisations.demo import DEMO_LOGINS, DEMO_PASSWORD
from organisations.forms import ChoicesForm, NameForm
from organisations.languages import speak
from organisations.models import SignOn, User
from organisations.services.sign_ons import known_through
from organisations.states import RoleKind


class LogIn(LoginView):
    """Allauth's log-in; the demo also shows whom one can be."""

    def get_form(self, form_class=None):
        """The way to a new password stands below the button, not between label and field."""
        form = super().get_form(form_class)
        form.fields["password"].help_text = ""
        return form

    def get_context_data(self, **kwargs):
        demo = {"logins": DEMO_LOGINS, "password": DEMO_PASSWORD} if settings.DEMO else None
        return super().get_context_data(
            demo=demo,
            sign_ons=self._sign_ons(),
            reset_password=self._with_next("account_reset_password"),
            **kwargs,
        )

    def _sign_ons(self):
        """Where the associations' log-ins stand, if there is any."""
        offered = SignOn.objects.offered().exists()
        return self._with_next("organisations:sign_ons") if offered else ""

    def _with_next(self, name):
        """The address of another way in, that leads to where the log-in leads."""
        after, there = get_next_redirect_url(self.request), reverse(name)
        return f"{there}?{urlencode({'next': after})}" if after else there


class Account(LoginRequiredMixin, TemplateView):
    template_name = "organisations/account.html"

    def get_context_data(self, **kwargs):
        jobs = self.request.user.employments.select_related("organisation", "programme")
        coordinates = self.request.user.roles.of_kind(RoleKind.COORDINATION).exists()
        return super().get_context_data(
            employments=jobs.order_by("-starts", "-pk"),
            coordinates=coordinates,
            ties=known_through(user=self.request.user),
            **kwargs,
        )


class EditName(LoginRequiredMixin, UpdateView):
    form_class = NameForm
    template_name = "organisations/name.html"
    success_url = reverse_lazy("organisations:account")

    def get_object(self, _queryset=None):
        """A copy: a refused name must not show in the page's head."""
        return User.objects.get(pk=self.request.user.pk)

    def form_valid(self, form):
        messages.success(self.request, _("Your name has been changed."))
        return super().form_valid(form)


class EditChoices(LoginRequiredMixin, UpdateView):
    form_class = ChoicesForm
    template_name = "organisations/choices.html"
    success_url = reverse_lazy("organisations:account")

    def get_object(self, _queryset=None):
        return User.objects.get(pk=self.request.user.pk)

    def form_valid(self, form):
        messages.success(self.request, _("Your choices have been saved."))
        return speak(super().form_valid(form), form.instance)
