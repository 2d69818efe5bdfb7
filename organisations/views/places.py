"""Saying where one works: first find the place, then tell what one does there."""

from uuid import uuid4

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import SignupView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView

from organisations.forms import EmploymentForm, SignUpForm
from organisations.models import Organisation
from organisations.rules import reasons_not_to_request
from organisations.services.accounts import AFTER_SIGN_UP
from organisations.services.employments import request_employment
from organisations.services.places import find_places, with_line

NOBODYS = "example.invalid"
EMPLOYMENT = ("programme", "function", "volunteer", "starts")


class FindPlace(ListView):
    """A search by postcode, city or name that needs no script and copes with any number."""

    paginate_by = 20
    context_object_name = "places"
    template_name = "organisations/find_place.html"
    next_page = "organisations:add_employment"

    def get_queryset(self):
        return find_places(self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "places": with_line(list(context["places"])),
            "q": self.request.GET.get("q", "").strip(),
            "next_page": self.next_page,
            "after": self.request.GET.get("next", ""),  # whoever leads there checks it
        }


class FindOwnPlace(LoginRequiredMixin, FindPlace):
    """For who has an account already."""


class StartSignUp(FindPlace):
    """The first of two steps of the sign-up."""

    template_name = "account/signup_place.html"
    next_page = "organisations:sign_up"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect("organisations:account")
        return super().dispatch(request, *args, **kwargs)


class AtAPlace:
    """Views of a form about one site or provider, named in the path."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        places = Organisation.objects.workplaces()
        (self.place,) = with_line([get_object_or_404(places, pk=kwargs["place"])])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"place": self.place}

    def get_context_data(self, **kwargs):
        return super().get_context_data(place=self.place, **kwargs)


class Joining(AtAPlace):
    """Views in which somebody gets an account and says where they work."""

    def job_in(self, form):
        facts = {name: form.cleaned_data[name] for name in EMPLOYMENT}
        return {"organisation": self.place} | facts

    def refused(self, form, job, *, now):
        """Whether nobody could work there like that; the form says why."""
        facts = {name: job[name] for name in ("organisation", "programme", "starts")}
        reasons = list(reasons_not_to_request(**facts, now=now))
        if reasons:
            form.add_error(None, reasons)
        return bool(reasons)


class AddEmployment(LoginRequiredMixin, AtAPlace, FormView):
    form_class = EmploymentForm
    template_name = "organisations/add_employment.html"

    def form_valid(self, form):
        try:
            request_employment(
                user=self.request.user,
                organisation=self.place,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Your request is on its way to the managers of the site."))
        return redirect("organisations:account")


class SignUp(Joining, SignupView):
    """The second step: person and employment come to be together, or not at all."""

    form_class = SignUpForm
    template_name = "account/signup.html"

    @transaction.atomic
    def form_valid(self, form):
        now, job = timezone.now(), self.job_in(form)
        # Asked before anything else, so that a refusal does not tell who is registered.
        if self.refused(form, job, now=now):
            return self.form_invalid(form)
        response = super().form_valid(form)
        if self.user:
            request_employment(user=self.user, now=now, **job)
        else:  # the address is taken: its owner gets a mail
            self.as_if_unknown(form, job, now=now)
        if after := get_next_redirect_url(self.request):
            self.request.session[AFTER_SIGN_UP] = after
        return response

    @transaction.atomic
    def as_if_unknown(self, form, job, *, now):
        """Register somebody who does not exist, and undo it: so it takes as long as for others."""
        form.cleaned_data["email"] = f"{uuid4()}@{NOBODYS}"
        form.account_already_exists = False
        request_employment(user=form.save(self.request), now=now, **job)
        transaction.set_rollback(True)
