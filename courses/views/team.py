"""My team: what the manager's staff have booked, and booking for them."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import F, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, ListView

from courses.forms.team import ReserveForm, StaffForm
from courses.kinds import Allocation
from courses.models import Seminar, Session
from courses.rules import needs_asked_in, reasons_not_to_book, terms_of_cancelling
from courses.services.consents import enrol_informing, texts_for
from courses.services.explain import explain_all
from courses.services.places import reserve
from courses.services.prospects import team_prospects
from courses.services.team import OPEN, is_manager, staff_of, team_enrolments, with_enrolment
from courses.states import EnrolmentState
from courses.views.pages import KeysFirst, paged, words
from fortbildung.shared.errors import Refused
from organisations.models import Organisation
from organisations.states import RoleKind

PER_PAGE = 25
UNNAMED = "unnamed"
FILTERS = {
    "": gettext_lazy("all"),
    EnrolmentState.HELD.value: gettext_lazy("seat held"),
    EnrolmentState.WAITING.value: gettext_lazy("waiting list"),
    EnrolmentState.CONFIRMED.value: gettext_lazy("confirmed"),
    UNNAMED: gettext_lazy("places without a name"),
}


class ForManagers(LoginRequiredMixin):
    """Pages that are not there for whoever manages nothing."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not is_manager(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class TeamEnrolments(ForManagers, ListView):
    """What is booked and not over; places without a name show until when they need one."""

    template_name = "courses/team_enrolments.html"
    paginate_by = PER_PAGE
    paginator_class = KeysFirst

    @property
    def chosen(self):
        asked = self.request.GET.get("state", "")
        return asked if asked in FILTERS else ""

    def get_queryset(self):
        rows = team_enrolments(self.request.user).filter(state__in=OPEN)
        if self.chosen == UNNAMED:
            rows = rows.filter(person=None)
        elif self.chosen:
            rows = rows.filter(state=self.chosen)
        rows = rows.annotate(starts_at=F("seminar__span__starts_at"))
        return rows.order_by(F("starts_at").asc(nulls_last=True), "seminar", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        explain_all(context["object_list"], now=timezone.now())
        return context | {"filters": FILTERS, "chosen": self.chosen}


class OneSeminar(ForManagers):
    """Pages about one published seminar."""

    @cached_property
    def seminar(self):
        related = ("course", "central_office", "cancellation_policy")
        seminars = Seminar.objects.published().select_related(*related)
        sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
        rows = seminars.prefetch_related(sessions)
        return get_object_or_404(rows, number=self.kwargs["number"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            seminar=self.seminar,
            reasons=list(reasons_not_to_book(seminar=self.seminar, now=timezone.now())),
            **kwargs,
        )


class BookStaff(OneSeminar, FormView):
    """Choosing some of the staff and booking them; each has a result of their own."""

    template_name = "courses/book_staff.html"
    form_class = StaffForm

    @cached_property
    def staff(self):
        return staff_of(self.request.user, now=timezone.now(), words=words(self.request))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"staff": self.staff}

    def get_context_data(self, **kwargs):
        page, now = paged(self.staff, self.request, PER_PAGE), timezone.now()
        return super().get_context_data(
            page=page,
            prospects=team_prospects(self.seminar, manager=self.request.user, now=now),
            terms=list(terms_of_cancelling(self.seminar, now=now)),
            staff=with_enrolment(list(page), self.seminar),
            q=words(self.request),
            chosen=self.request.POST.getlist("jobs"),
            asks_for_needs=bool(needs_asked_in(self.seminar)),
            texts=texts_for(self.seminar, now=now),
            **kwargs,
        )

    def form_valid(self, form):
        for job in form.cleaned_data["jobs"]:
            self.book(job)
        return redirect("courses:book_staff", number=self.seminar.number)

    def book(self, job):
        facts = {"person": job.user, "employment": job, "by": self.request.user}
        try:
            enrolment = enrol_informing(seminar=self.seminar, now=timezone.now(), **facts)
        except Refused as refusal:
            said = _("%(name)s: %(reasons)s")
            reasons = {"name": job.user, "reasons": " ".join(refusal.messages)}
            messages.error(self.request, said % reasons)
        else:
            messages.success(self.request, booked(enrolment) % {"name": job.user})


def booked(enrolment):
    """What a booking for somebody has led to."""
    if enrolment.state == EnrolmentState.CONFIRMED:
        return _("%(name)s: the seat is confirmed.")
    if enrolment.state == EnrolmentState.HELD:
        return _("%(name)s: a seat is held until everybody has agreed.")
    if enrolment.seminar.allocation == Allocation.SELECTION:
        return _("%(name)s: the application is recorded.")
    return _("%(name)s: on the waiting list; whoever moves up is told by e-mail.")


class Reserve(OneSeminar, FormView):
    """Keeping places of one's seat contingent for people who are named later."""

    template_name = "courses/reserve.html"
    form_class = ReserveForm

    def get_form_kwargs(self):
        roles = {"roles__user": self.request.user, "roles__kind": RoleKind.MANAGER}
        nodes = Organisation.objects.filter(**roles)
        return super().get_form_kwargs() | {"nodes": nodes}

    def form_valid(self, form):
        facts, by = form.cleaned_data, self.request.user
        try:
            places = reserve(seminar=self.seminar, by=by, now=timezone.now(), **facts)
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        count = len(places)
        done = ngettext(
            "%(n)s place is reserved. Name somebody in time.",
            "%(n)s places are reserved. Name somebody in time.",
            count,
        )
        messages.success(self.request, done % {"n": count})
        return redirect(f"{reverse('courses:team_enrolments')}?state={UNNAMED}")
