"""Interest in a course without a date that suits."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Prefetch
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from courses.forms.own import InterestForm
from courses.models import Course, Interest, Session
from courses.services.interest import (
    register_interest,
    ways_to_be_interested,
    withdraw_interest,
)
from fortbildung.shared.errors import Refused


class RegisterInterest(LoginRequiredMixin, FormView):
    """What registering interest brings, dates there are already, and the button to do it."""

    template_name = "courses/interest.html"
    form_class = InterestForm

    @cached_property
    def course(self):
        return get_object_or_404(Course, code=self.kwargs["code"])

    @cached_property
    def ways(self):
        """In which employments one may register, and the reasons against it where in none."""
        return ways_to_be_interested(
            person=self.request.user, course=self.course, now=timezone.now()
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"employments": self.ways[0]}

    def get_context_data(self, **kwargs):
        now = timezone.now()
        dates = self.course.seminars.published().with_dates().upcoming(now)
        dates = dates.filter(closes_at__gt=now).order_by("starts_at", "pk")
        sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
        return super().get_context_data(
            course=self.course,
            dates=dates.prefetch_related(sessions),
            reasons=self.ways[1],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            register_interest(
                person=self.request.user,
                course=self.course,
                employment=form.chosen,
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except Refused as refusal:
            del self.ways  # look again: what was true is not any more
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Your interest is registered."))
        return redirect("courses:mine")


class WithdrawInterest(LoginRequiredMixin, FormView):
    """The button to withdraw one's own interest, and what follows from it."""

    template_name = "courses/withdraw_interest.html"
    form_class = Form

    @cached_property
    def interest(self):
        own = Interest.objects.live().of(self.request.user).select_related("course")
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(interest=self.interest, **kwargs)

    def form_valid(self, form):
        try:
            withdraw_interest(interest=self.interest, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Your interest is withdrawn."))
        return redirect("courses:mine")
