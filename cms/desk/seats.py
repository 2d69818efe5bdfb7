"""The seats of one seminar: who has how many, what is kept for whom, and how it came to that."""

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk import contingents
from cms.desk.contingent_forms import ContingentsForm, HandOnForm, Owners
from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from cms.desk.seat_bar import bar_of
from courses.kinds import EventKind
from courses.models import EnrolmentEvent, Session
from courses.rules import reasons_not_to_replan
from courses.services.seatplan import seat_plan
from courses.states import PUBLIC, Priority
from fortbildung.shared.tables_out import Column, Table, csv_text


class Seats(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    """Figures, picture and contingents; these are changed on the spot, in two forms."""

    template_name = "cms/desk/seats.html"
    page_title = gettext_lazy("Seat plan")
    header_icon = "group"

    @cached_property
    def plan(self):
        return seat_plan(self.seminar, now=timezone.now())

    @cached_property
    def against(self):
        """Why nothing can be changed any more."""
        return list(reasons_not_to_replan(seminar=self.seminar))

    def forms(self, pressed=""):
        """Both forms by the name of their button; the one `pressed` has what was typed."""
        public = self.seminar.state in PUBLIC  # people rely on it: it changes with a reason
        facts = {"owners": Owners(self.seminar), "plan": self.plan, "public": public}
        data = {pressed: self.request.POST}
        return {
            "contingents": ContingentsForm(data.get("contingents"), **facts),
            "hand_on": HandOnForm(
                data.get("hand_on"), giver=self.request.GET.get("von", ""), **facts
            ),
        }

    def get_context_data(self, **kwargs):
        if not self.against:
            kwargs.setdefault("forms", self.forms())
        return super().get_context_data(
            seminar=self.seminar,
            plan=self.plan,
            bar=bar_of(self.plan),
            preferred=page_of(preferred(self.enrolments), self.request, "vorrang"),
            against=self.against,
            **kwargs,
        )

    def post(self, request, **_kwargs):
        here = f"{reverse('desk_seminars:seats', args=[self.seminar.pk])}#contingents"
        if self.against:
            messages.error(request, " ".join(self.against))
            return redirect(here)
        pressed = "hand_on" if "hand_on" in request.POST else "contingents"
        forms = self.forms(pressed)
        if done := self._done(pressed, forms[pressed]):
            messages.success(request, done)
            return redirect(here)
        return self.render_to_response(self.get_context_data(forms=forms))

    def _done(self, pressed, form):
        """What was done, in words; empty where the form says why it was not."""
        act = {"contingents": contingents.save, "hand_on": contingents.hand_on}[pressed]
        facts = {"seminar": self.seminar, "by": self.request.user, "now": timezone.now()}
        return act(form, **facts) if form.is_valid() else ""


def preferred(enrolments):
    """Enrolments the office set before or behind others, each with the event that says who did."""
    events = EnrolmentEvent.objects.filter(kind=EventKind.PRIORITY).select_related("by")
    noted = Prefetch("events", events.order_by("-pk"), to_attr="priorities")
    rows = enrolments.exclude(priority=Priority.NORMAL).order_by("priority", "requested_at", "pk")
    return rows.prefetch_related(noted)


class PreferredDownload(OwnSeminar, View):
    """Whom the office set before or behind others and why, as a table."""

    def get(self, _request, **_kwargs):
        name = _("priority-%(number)s.csv") % {"number": self.seminar.number}
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        text = csv_text(priority_table(preferred(self.enrolments)))
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def priority_table(enrolments):
    names = [_("Name"), _("Provider"), _("State"), _("Priority"), _("Reason"), _("By"), _("When")]
    return Table(_("Priority"), [Column(name) for name in names], map(_row, enrolments))


def _row(enrolment):
    event = enrolment.priorities[0]
    return [
        enrolment.person or _("place without a name"),
        enrolment.provider,
        enrolment.get_state_display(),
        enrolment.get_priority_display(),
        enrolment.priority_reason,
        event.by or "",
        f"{timezone.localtime(event.at):%d.%m.%Y %H:%M}",
    ]


def with_sessions(seminar):
    """The seminar with its sessions at hand, for looking only: services read them anew."""
    in_order = Prefetch("sessions", Session.objects.order_by("starts_at"))
    prefetch_related_objects([seminar], in_order)
    return seminar
