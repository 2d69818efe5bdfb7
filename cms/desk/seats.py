"""The seats of one seminar: who has how many, what is kept for whom, and how it came to that."""

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from cms.desk.seat_bar import bar_of
from cms.desk.seat_history import told
from courses.kinds import EventKind
from courses.models import EnrolmentEvent, Session
from courses.rules import reasons_not_to_replan
from courses.services.seatplan import seat_plan
from courses.states import Priority
from fortbildung.shared.tables_out import Column, Table, csv_text


class Seats(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/seats.html"
    page_title = gettext_lazy("Seats")
    header_icon = "group"

    def get_context_data(self, **kwargs):
        plan = seat_plan(self.seminar, now=timezone.now())
        events = self.seminar.seat_events.select_related("by").order_by("-at", "-pk")
        history = page_of(events, self.request, "verlauf")
        for event in history:
            event.text = told(event)
        return super().get_context_data(
            seminar=self.seminar,
            plan=plan,
            bar=bar_of(plan),
            history=history,
            preferred=page_of(preferred(self.enrolments), self.request, "vorrang"),
            may_change=not list(reasons_not_to_replan(seminar=self.seminar)),
            **kwargs,
        )

    @cached_property
    def header_buttons(self):
        if list(reasons_not_to_replan(seminar=self.seminar)):
            return []
        url = reverse("desk_seminars:contingents", args=[self.seminar.pk])
        return [HeaderButton(_("Change contingents"), url=url, icon_name="edit")]


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
