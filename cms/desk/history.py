"""What happened to a seminar and to the people in it, who did so, and why."""

from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from cms.desk.seat_history import told
from courses.models import EnrolmentEvent


class History(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/history.html"
    page_title = gettext_lazy("History")
    header_icon = "history"

    def get_context_data(self, **kwargs):
        events = self.seminar.seat_events.select_related("by").order_by("-at", "-pk")
        seminar_page = page_of(events, self.request, "verlauf")
        for event in seminar_page:
            event.text = told(event)
        people = EnrolmentEvent.objects.filter(enrolment__in=self.enrolments)
        people = people.select_related("enrolment__person", "by").order_by("-at", "-pk")
        return super().get_context_data(
            seminar=self.seminar,
            history=seminar_page,
            people=page_of(people, self.request, "personen"),
            **kwargs,
        )
