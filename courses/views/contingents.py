"""The seat contingents of the manager's nodes: how they stand, and giving up what nobody needs."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import F, Min
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView

from courses.forms.team import SeatsForm
from courses.services.contingents import give, hand_back
from courses.services.team import team_contingents, with_seats
from courses.views.pages import words
from courses.views.sides import Act
from courses.views.team import ForManagers
from organisations.models import Organisation
from organisations.models.tree import STEP
from organisations.services.places import with_line

PER_PAGE = 25


class Contingents(ForManagers, ListView):
    template_name = "courses/contingents.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        rows = team_contingents(self.request.user)
        rows = rows.annotate(starts_at=Min("seminar__sessions__starts_at"))
        return rows.order_by(F("starts_at").asc(nulls_last=True), "seminar", "organisation__path")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        with_seats(context["object_list"], now=timezone.now())
        return context


class OneContingent(LoginRequiredMixin):
    """Loads a seat contingent at or below the manager's nodes; anybody else's is not there."""

    @cached_property
    def contingent(self):
        rows = team_contingents(self.request.user)
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        return with_seats([found], now=timezone.now())[0]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            contingent=self.contingent, seminar=self.contingent.seminar, **kwargs
        )

    @property
    def facts(self):
        """What every service about the seat contingent is told."""
        return {"contingent": self.contingent, "by": self.request.user, "now": timezone.now()}


class HandBack(OneContingent, Act, FormView):
    """Giving guaranteed seats to everybody who waits, before their release."""

    template_name = "courses/hand_back.html"
    form_class = SeatsForm
    done = gettext_lazy("The seats are handed back. Whoever waits for them is told.")

    def act(self, form):
        hand_back(**self.facts, **form.cleaned_data)
        return reverse("courses:contingents")


class FindRecipient(OneContingent, ListView):
    """The first of two steps of giving seats away: to whom. It searches, and changes nothing."""

    template_name = "courses/find_recipient.html"
    paginate_by = 20

    def get_queryset(self):
        others = elsewhere(self.contingent)
        sought = words(self.request)
        return others.matching(sought) if sought else others.associations()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        with_line(context["object_list"])
        return context | {"q": words(self.request)}


class Give(OneContingent, Act, FormView):
    """The second step: how many, and the button."""

    template_name = "courses/give.html"
    form_class = SeatsForm
    done = gettext_lazy("The seats are given away; both sides keep a record.")

    @cached_property
    def recipient(self):
        return get_object_or_404(elsewhere(self.contingent), pk=self.kwargs["to"])

    def get_context_data(self, **kwargs):
        (recipient,) = with_line([self.recipient])
        return super().get_context_data(recipient=recipient, **kwargs)

    def act(self, form):
        give(to=self.recipient, **self.facts, **form.cleaned_data)
        return reverse("courses:contingents")


def elsewhere(contingent):
    """The nodes of the other associations."""
    own = contingent.organisation.path[:STEP]
    return Organisation.objects.exclude(path__startswith=own)
