"""My team: who approves bookings while the manager is away."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView

from organisations.forms import DeputyForm
from organisations.services.deputies import appoint_deputy, dismiss_deputy
from organisations.states import RoleKind


def _own(user):
    """The user's current and coming deputies, the next first."""
    own = user.deputies.not_over(timezone.localdate()).select_related("deputy")
    return own.order_by("starts", "ends", "pk")


class Deputies(LoginRequiredMixin, FormView):
    """The list and the form to appoint another one; for managers only."""

    form_class = DeputyForm
    template_name = "organisations/deputies.html"

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not user.roles.of_kind(RoleKind.MANAGER).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"starts": timezone.localdate()}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"manager": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            deputies=_own(self.request.user), today=timezone.localdate(), **kwargs
        )

    def form_valid(self, form):
        try:
            appointed = appoint_deputy(
                manager=self.request.user, now=timezone.now(), **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        done = _("%(name)s is your deputy and has been told.")
        messages.success(self.request, done % {"name": appointed.deputy})
        return redirect("organisations:deputies")


class Dismiss(LoginRequiredMixin, View):
    """Ends one of the manager's own; anybody else's is not there."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.deputy = get_object_or_404(_own(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *_args, **_kwargs):
        dismiss_deputy(deputy=self.deputy, now=timezone.now())
        done = _("%(name)s is no longer your deputy.")
        messages.success(request, done % {"name": self.deputy.deputy})
        return redirect("organisations:deputies")
