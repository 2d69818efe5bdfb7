"""Handing a seat to somebody else, and exchanging a date for another one of the course."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from courses.forms.own import ColleagueForm, DateForm
from courses.forms.team import SubstituteForm
from courses.models import Session
from courses.rules import reasons_not_to_cancel, reasons_not_to_hand_over
from courses.services.colleagues import colleague, way_in
from courses.services.exchange import rebook, replace
from courses.services.team import staff_of
from courses.services.ways_on import other_dates, with_outlook
from courses.states import EnrolmentState
from courses.views.pages import paged, words
from courses.views.sides import Act, OfTeam, OneEnrolment

STAFF_PER_PAGE = 25


class Replace(OneEnrolment, Act, FormView):
    """Naming a colleague by their address; nobody learns who exists beyond the provider."""

    template_name = "courses/replace.html"
    form_class = ColleagueForm
    done = gettext_lazy("The seat is handed over; both of you are told.")

    def get_context_data(self, **kwargs):
        reasons = reasons_not_to_hand_over(enrolment=self.enrolment, now=timezone.now())
        return super().get_context_data(reasons=list(reasons), **kwargs)

    def act(self, form):
        now, enrolment = timezone.now(), self.enrolment
        person = colleague(form.cleaned_data["email"], of=enrolment, now=now)
        self.hand_over(person, way_in(person, enrolment, now=now), now)
        return self.page

    def hand_over(self, person, employment, now):
        by = self.request.user
        return replace(
            enrolment=self.enrolment, person=person, employment=employment, by=by, now=now
        )


class StaffReplace(OfTeam, Replace):
    """Choosing one of the staff: for a seat that is handed over, or a place without a name."""

    template_name = "courses/team_replace.html"
    form_class = SubstituteForm
    done = gettext_lazy("The seat is handed over; both are told.")

    @cached_property
    def staff(self):
        """Who works at the provider the seat belongs to, below the manager's nodes."""
        found = staff_of(self.request.user, now=timezone.now(), words=words(self.request))
        found = found.filter(organisation__path__startswith=self.enrolment.provider.path)
        return found.exclude(user=self.enrolment.person_id)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"staff": self.staff}

    def get_context_data(self, **kwargs):
        page = paged(self.staff, self.request, STAFF_PER_PAGE)
        return super().get_context_data(page=page, q=words(self.request), **kwargs)

    def act(self, form):
        job = form.cleaned_data["job"]
        heir = self.hand_over(job.user, job, timezone.now())
        return reverse("courses:team_enrolment", args=[heir.pk])


class Rebook(OneEnrolment, Act, FormView):
    """Another date of the course; the old seat is kept until the new one is certain."""

    template_name = "courses/rebook.html"
    form_class = DateForm

    @cached_property
    def dates(self):
        now, enrolment = timezone.now(), self.enrolment
        sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
        dates = other_dates(enrolment.seminar, now=now).prefetch_related(sessions)
        return with_outlook(dates, place=enrolment.organisation, now=now)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"dates": self.dates}

    def get_context_data(self, **kwargs):
        reasons = list(reasons_not_to_cancel(enrolment=self.enrolment, now=timezone.now()))
        return super().get_context_data(reasons=reasons, dates=self.dates, **kwargs)

    def act(self, form):
        by, seminar = self.request.user, form.cleaned_data["number"]
        new = rebook(enrolment=self.enrolment, seminar=seminar, by=by, now=timezone.now())
        self.done = rebooked(new)
        return reverse(self.name, args=[new.pk])

    name = "courses:enrolment"


def rebooked(new):
    """What has become of the wish for another date."""
    if new.state == EnrolmentState.CONFIRMED:
        return _("Rebooked. This is the new enrolment.")
    if new.state == EnrolmentState.HELD:
        return _("A seat on the new date is held. The present enrolment is kept until it is sure.")
    return _("On the waiting list of the new date. The present enrolment is kept until then.")


class StaffRebook(OfTeam, Rebook):
    name = "courses:team_enrolment"
