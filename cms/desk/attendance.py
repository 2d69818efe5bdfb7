"""The attendance of a seminar at the desk: the sheet to fill in, and who changed what when."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from courses.forms.attendance import AttendanceForm, attendance_form, saved
from courses.rules import reasons_not_to_record
from courses.services.attendance import history, record
from fortbildung.shared.errors import Refused


class MayRecord(OwnSeminar):
    """Back to the cockpit, with the reasons, while attendance may not be recorded."""

    def dispatch(self, request, *args, **kwargs):
        if refused := list(reasons_not_to_record(seminar=self.seminar, now=timezone.now())):
            for reason in refused:
                messages.error(request, reason)
            return redirect(self.cockpit_url)
        return super().dispatch(request, *args, **kwargs)


class RecordAttendance(MayRecord, WagtailAdminTemplateMixin, FormView):
    form_class = AttendanceForm
    template_name = "cms/desk/attendance.html"
    page_title = gettext_lazy("Attendance")
    header_icon = "tasks"

    def get_form(self, form_class=None):  # noqa: ARG002 – Django's signature
        data = self.request.POST if self.request.method == "POST" else None
        people, now = self.enrolments, timezone.now()
        return attendance_form(data, seminar=self.seminar, participants=people, now=now)

    def get_context_data(self, **kwargs):
        sessions = self.seminar.sessions.order_by("starts_at")
        now = timezone.now()
        return super().get_context_data(
            seminar=self.seminar,
            begun=[session for session in sessions if session.starts_at <= now],
            coming=[session for session in sessions if session.starts_at > now],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            changed = record(
                seminar=self.seminar,
                entries=form.entries,
                by=self.request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, saved(changed))
        return redirect(self.cockpit_url)


class AttendanceHistory(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    """Every entry and every correction, the latest on top."""

    template_name = "cms/desk/attendance_history.html"
    page_title = gettext_lazy("Changes of attendance")
    header_icon = "history"

    def get_context_data(self, **kwargs):
        page = page_of(history(self.seminar), self.request, "seite")
        return super().get_context_data(seminar=self.seminar, page=page, **kwargs)
