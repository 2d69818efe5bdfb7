"""Booking for oneself."""

from typing import NamedTuple

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from courses.forms.own import BookForm
from courses.rules import needs_asked_in, terms_of_cancelling, warnings
from courses.services.at_hand import published, with_sessions
from courses.services.consents import TOGETHER, enrol_agreeing, texts_for
from courses.services.enrolments import ways_to_book
from courses.services.explain import Outlook, outlook
from courses.services.prospects import steps_to_a_seat
from courses.services.team import is_manager
from fortbildung.shared.errors import Refused
from organisations.models import Employment


class Prospect(NamedTuple):
    outlook: Outlook
    steps: list[str]
    job: Employment


class Book(LoginRequiredMixin, FormView):
    """One seminar at a glance, what a booking brings, and the button to book."""

    template_name = "courses/book.html"
    form_class = BookForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        found = published(kwargs["number"])
        if found is None:
            raise Http404
        (self.seminar,) = with_sessions([found])

    @cached_property
    def ways(self):
        """In which employments one may book, and the reasons against it where there is none."""
        return ways_to_book(person=self.request.user, seminar=self.seminar, now=timezone.now())

    @cached_property
    def texts(self):
        """What one agrees to with the booking, as it is now."""
        return texts_for(self.seminar, now=timezone.now())

    def own_enrolment(self):
        return self.seminar.enrolments.of(self.request.user).live().first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "employments": self.ways[0],
            "asked": needs_asked_in(self.seminar),
            "texts": self.texts,
        }

    def get_context_data(self, **kwargs):
        employments, reasons = self.ways
        return super().get_context_data(
            seminar=self.seminar,
            employments=employments,
            reasons=reasons,
            texts=self.texts,
            prospects=self.prospects(employments),
            terms=list(terms_of_cancelling(self.seminar, now=timezone.now())),
            warnings=list(warnings(person=self.request.user, seminar=self.seminar)),
            mine=self.own_enrolment() if reasons else None,
            for_staff=is_manager(self.request.user),
            **kwargs,
        )

    def prospects(self, employments):
        """Per employment what a booking brings there and leads to; once where all are alike."""
        now, found = timezone.now(), []
        for job in employments:
            place = job.organisation
            prospect = Prospect(
                outlook(self.seminar, place=place, now=now),
                steps_to_a_seat(self.seminar, person=self.request.user, place=place, now=now),
                job,
            )
            if not found or found[0][:2] != prospect[:2]:
                found.append(prospect)
        return found

    @TOGETHER.setting_out()
    def post(self, *args, **kwargs):
        return super().post(*args, **kwargs)

    def form_valid(self, form):
        try:
            enrolment = enrol_agreeing(
                texts=self.texts,
                person=self.request.user,
                by=self.request.user,
                needs=form.needs.facts,
                seminar=self.seminar,
                employment=form.chosen,
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except Refused as refusal:
            if mine := self.own_enrolment():  # clicked twice
                return redirect("courses:enrolment", pk=mine.pk)
            del self.ways  # look again: what was true is not any more
            form.add_error(None, refusal)
            return self.form_invalid(form)
        return redirect("courses:enrolment", pk=enrolment.pk)
