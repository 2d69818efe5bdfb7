"""Bookings that need the employer's approval, for managers and whoever stands in for them."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from courses.forms.team import DenyForm, StepsForm
from courses.services.approvals import approve, deny
from courses.services.team import in_full, is_manager, stands_in, steps_to_decide
from courses.states import EnrolmentState
from courses.views.pages import paged
from fortbildung.shared.errors import Refused

PER_PAGE = 25


class Approvals(LoginRequiredMixin, FormView):
    """The list; several are approved at once, each with its own result."""

    template_name = "courses/approvals.html"
    form_class = StepsForm

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not (is_manager(user) or stands_in(user, now=timezone.now())):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def steps(self):
        return in_full(steps_to_decide(self.request.user, now=timezone.now()))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"steps": self.steps}

    def get_context_data(self, **kwargs):
        page = paged(self.steps, self.request, PER_PAGE)
        return super().get_context_data(page=page, chosen=self.chosen(), **kwargs)

    def chosen(self):
        """What was ticked, so that a refused form keeps it."""
        return self.request.POST.getlist("steps")

    def form_valid(self, form):
        for step in form.cleaned_data["steps"]:
            self.approve(step)
        return redirect("courses:approvals")

    def approve(self, step):
        facts = {"name": step.enrolment.person, "title": step.enrolment.seminar.course.said}
        try:
            enrolment = approve(step=step, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            facts["reasons"] = " ".join(refusal.messages)
            messages.error(self.request, _("%(name)s, “%(title)s”: %(reasons)s") % facts)
        else:
            messages.success(self.request, approved(enrolment) % facts)


def approved(enrolment):
    """What has become of the booking now that the employer has approved."""
    if enrolment.state == EnrolmentState.CONFIRMED:
        return _("%(name)s, “%(title)s”: approved. The seat is confirmed.")
    if enrolment.state == EnrolmentState.WAITING:
        return _("%(name)s, “%(title)s”: approved. There is no seat yet.")
    return _("%(name)s, “%(title)s”: approved. The seat is held; somebody else must still agree.")


class Deny(LoginRequiredMixin, FormView):
    """Denying one booking, with the reason the person reads."""

    template_name = "courses/deny.html"
    form_class = DenyForm

    @cached_property
    def step(self):
        steps = in_full(steps_to_decide(self.request.user, now=timezone.now()))
        return get_object_or_404(steps, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, **kwargs)

    def form_valid(self, form):
        facts, by = form.cleaned_data, self.request.user
        step = self.step
        try:
            deny(step=step, reason=facts["reason"], by=by, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        done = _("%(name)s, “%(title)s”: not approved. The person is told why.")
        enrolment = step.enrolment
        names = {"name": enrolment.person, "title": enrolment.seminar.course.said}
        messages.success(self.request, done % names)
        return redirect("courses:approvals")
