"""Whose enrolment a page is about: one's own, or that of somebody below the manager's nodes."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.services.overview import own_enrolments
from courses.services.team import team_enrolments
from fortbildung.shared.errors import Refused

ACTIONS = ("accept", "decline", "cancel", "replace", "rebook", "needs")


class OneEnrolment(LoginRequiredMixin):
    """Loads one's own enrolment; anybody else's is not there."""

    of_team = False

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.enrolment = self.find()
        return super().dispatch(request, *args, **kwargs)

    def find(self):
        return get_object_or_404(self.rows(), pk=self.kwargs["pk"])

    def rows(self):
        return own_enrolments(self.request.user)

    @property
    def side(self):
        """Where this side's pages are, as the templates ask for it."""
        pk, prefix = self.enrolment.pk, "team_" if self.of_team else ""
        addresses = {name: reverse(f"courses:{prefix}{name}", args=[pk]) for name in ACTIONS}
        addresses["page"] = self.page
        if self.of_team:
            up = {"up": reverse("courses:team_enrolments"), "up_text": _("Enrolments of my team")}
        else:
            up = {"up": reverse("courses:mine"), "up_text": _("My training")}
        return {"of_team": self.of_team, **up, **addresses}

    @property
    def page(self):
        name = "courses:team_enrolment" if self.of_team else "courses:enrolment"
        return reverse(name, args=[self.enrolment.pk])

    def get_context_data(self, **kwargs):
        mine = {"enrolment": self.enrolment, "seminar": self.enrolment.seminar, "side": self.side}
        return super().get_context_data(**mine, **kwargs)


class OfTeam:
    """The same for enrolments below the manager's nodes."""

    of_team = True

    def rows(self):
        return team_enrolments(self.request.user)


class Act:
    """A form whose service acts on the enrolment and leads to a page, or refuses with reasons."""

    done = ""  # what is said then

    def form_valid(self, form):
        try:
            leads_to = self.act(form)
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(leads_to)
