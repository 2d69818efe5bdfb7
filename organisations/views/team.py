"""My team: what managers see of the people below their nodes, and decide."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, ListView

from fortbildung.shared.errors import Refused
from organisations.forms import DeclineForm, EndForm
from organisations.models import Employment
from organisations.services.employments import (
    confirm_employment,
    decline_employment,
    end_employment,
)
from organisations.states import EmploymentState, RoleKind


class Team(LoginRequiredMixin, ListView):
    paginate_by = 25
    context_object_name = "staff"
    template_name = "organisations/team.html"

    def get_queryset(self):
        user, today = self.request.user, timezone.localdate()
        if not user.roles.of_kind(RoleKind.MANAGER).exists():
            raise Http404
        staff = Employment.objects.managed_by(user).current(today)
        return staff.in_full().matching(self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs):
        requests = Employment.objects.to_be_confirmed_by(self.request.user).in_full()
        return super().get_context_data(
            requests=requests, q=self.request.GET.get("q", "").strip(), **kwargs
        )


class OneRequest(LoginRequiredMixin):
    """Loads the request of somebody below the manager's nodes; anybody else's is not there."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            own = Employment.objects.managed_by(request.user).in_full()
            self.employment = get_object_or_404(own, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def answer(self, decide, done, **facts):
        """Make the decision and say so, or say why it cannot be made."""
        by, now = self.request.user, timezone.now()
        try:
            decide(employment=self.employment, by=by, now=now, **facts)
        except Refused as refusal:
            messages.error(self.request, " ".join(refusal.messages))
        else:
            messages.success(self.request, done % {"name": self.employment.user})
        return redirect("organisations:team")


class Confirm(OneRequest, View):
    def post(self, *_args, **_kwargs):
        done, starts = _("%(name)s can book training now."), self.employment.starts
        if starts > timezone.localdate():
            day = date_format(starts, "DATE_FORMAT")
            done = _("Confirmed: %(name)s can book training from %(day)s on.")
            done %= {"day": day, "name": "%(name)s"}
        return self.answer(confirm_employment, done)


class Decline(OneRequest, FormView):
    form_class = DeclineForm
    template_name = "organisations/decline.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(employment=self.employment, **kwargs)

    def form_valid(self, form):
        done = _("You declined the request; %(name)s has been told why.")
        return self.answer(decline_employment, done, reason=form.cleaned_data["reason"])


class End(LoginRequiredMixin, FormView):
    """Somebody of the staff leaves; what they have booked is shown, what they attended stays."""

    form_class = EndForm
    template_name = "organisations/end.html"

    @cached_property
    def employment(self):
        own = Employment.objects.managed_by(self.request.user).in_full()
        staff = own.filter(state=EmploymentState.CONFIRMED)
        return get_object_or_404(staff, pk=self.kwargs["pk"])

    def get_initial(self):
        return {"last_day": self.employment.ends}

    def get_context_data(self, **kwargs):
        return super().get_context_data(employment=self.employment, **kwargs)

    def form_valid(self, form):
        by, now = self.request.user, timezone.now()
        try:
            ended = end_employment(employment=self.employment, by=by, now=now, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        done = _("%(name)s leaves after %(day)s and has been told. All records are kept.")
        day = date_format(ended.ends, "DATE_FORMAT")
        messages.success(self.request, done % {"name": ended.user, "day": day})
        return redirect("organisations:team")
