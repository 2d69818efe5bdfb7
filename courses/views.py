from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.generic import DetailView, FormView, TemplateView, View

from courses import ical
from courses.forms import BookForm, CancelForm
from courses.models import Seminar, Session
from courses.rules import reasons_not_to_book, reasons_not_to_cancel
from courses.services.enrolments import cancel, enrol, ways_to_book
from courses.services.explain import outlook, what_next, why
from courses.services.overview import overview, own_enrolments
from fortbildung.shared.errors import Refused


class Book(LoginRequiredMixin, FormView):
    """One seminar at a glance, what a booking brings, and the button to book."""

    template_name = "courses/book.html"
    form_class = BookForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        seminars = Seminar.objects.published().select_related("course", "central_office")
        sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
        self.seminar = get_object_or_404(
            seminars.prefetch_related(sessions), number=kwargs["number"]
        )

    @cached_property
    def ways(self):
        """In which employments one may book, and the reasons against it where there is none."""
        return ways_to_book(person=self.request.user, seminar=self.seminar, now=timezone.now())

    def own_enrolment(self):
        return self.seminar.enrolments.of(self.request.user).live().first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"employments": self.ways[0]}

    def get_context_data(self, **kwargs):
        employments, reasons = self.ways
        return super().get_context_data(
            seminar=self.seminar,
            employments=employments,
            reasons=reasons,
            outlook=outlook(self.seminar, now=timezone.now()),
            mine=self.own_enrolment() if reasons else None,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            enrolment = enrol(
                person=self.request.user,
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


class Mine(LoginRequiredMixin, TemplateView):
    """Where a person stands: what comes next, what they wait for, what was."""

    template_name = "courses/mine.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        return super().get_context_data(
            overview=overview(person=self.request.user, now=now), **kwargs
        )


class Show(LoginRequiredMixin, DetailView):
    """One's own enrolment: the state, why, and what happens next."""

    template_name = "courses/enrolment.html"
    context_object_name = "enrolment"

    def get_queryset(self):
        return own_enrolments(self.request.user)

    def get_context_data(self, **kwargs):
        now = timezone.now()
        return super().get_context_data(
            seminar=self.object.seminar,
            why=why(self.object, now=now),
            what_next=what_next(self.object, now=now),
            may_cancel=not list(reasons_not_to_cancel(enrolment=self.object, now=now)),
            **kwargs,
        )


class Cancel(LoginRequiredMixin, FormView):
    """What giving up the seat or the place in the queue means, and the button to do it."""

    template_name = "courses/cancel.html"
    form_class = CancelForm

    @cached_property
    def enrolment(self):
        return get_object_or_404(own_enrolments(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        now, seminar = timezone.now(), self.enrolment.seminar
        return super().get_context_data(
            enrolment=self.enrolment,
            seminar=seminar,
            reasons=list(reasons_not_to_cancel(enrolment=self.enrolment, now=now)),
            may_return=not list(reasons_not_to_book(seminar=seminar, now=now)),
            next_in_line=seminar.enrolments.waiting_in_order().exists(),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            cancel(
                enrolment=self.enrolment,
                by=self.request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        return redirect("courses:enrolment", pk=self.enrolment.pk)


class CalendarFile(View):
    """The sessions as a calendar file: of published seminars, and of those one is enrolled in."""

    def get(self, request, *, number):
        seminars = Seminar.objects.select_related("course", "central_office")
        seminar = get_object_or_404(seminars.visible_to(request.user), number=number)
        takes_part = seminar.enrolments.of(request.user).taking_part().exists()
        text = ical.calendar(seminar, now=timezone.now(), for_participant=takes_part)
        name = f"{seminar.number}.ics"
        return HttpResponse(
            text,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": content_disposition_header(True, name)},
        )
