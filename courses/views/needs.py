"""What somebody needs to take part: said by themselves or their manager, told to who teaches."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from courses.forms.needs import NeedsForm
from courses.models import Seminar
from courses.rules import needs_asked_in, reasons_not_to_say_needs
from courses.services.needs import (
    accessibility_told_to,
    needs_of,
    say_needs,
    somebody_said_needs,
)
from courses.views.sides import Act, OfTeam, OneEnrolment


class OwnNeeds(OneEnrolment, Act, FormView):
    """What is kept, and the form to change it until enrolment closes."""

    template_name = "courses/needs.html"
    form_class = NeedsForm
    done = gettext_lazy("It is noted what is needed. Only those who organise can read it.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "asked": needs_asked_in(self.enrolment.seminar),
            "instance": self.kept(),
        }

    def kept(self):
        return needs_of(self.enrolment, user=self.request.user)

    def said(self):
        """Whether somebody else has said it, and may alone read it."""
        return False

    def get_context_data(self, **kwargs):
        reasons = reasons_not_to_say_needs(enrolment=self.enrolment, now=timezone.now())
        facts = {"reasons": list(reasons), "kept": self.kept(), "said": self.said()}
        return super().get_context_data(**facts, **kwargs)

    def act(self, form):
        by, now = self.request.user, timezone.now()
        say_needs(enrolment=self.enrolment, facts=form.facts, by=by, now=now)
        return self.page


class StaffNeeds(OfTeam, OwnNeeds):
    """A manager says it for somebody they booked; they never read what is kept."""

    def kept(self):
        return None

    def said(self):
        return somebody_said_needs(self.enrolment)


class ToldToSpeakers(LoginRequiredMixin, TemplateView):
    """Who needs what to take part: for whoever teaches, and nothing but that."""

    template_name = "courses/accessibility.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            mine = Seminar.objects.taught_by(request.user).select_related("course")
            self.seminar = get_object_or_404(mine, number=kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        told = accessibility_told_to(self.request.user, self.seminar)
        return super().get_context_data(seminar=self.seminar, told=told, **kwargs)
