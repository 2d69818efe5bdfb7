"""Attendance of a seminar, for its speakers and its office: one hub, the sheet, the lists."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Prefetch
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from courses.forms.attendance import AttendanceForm, attendance_form, saved
from courses.forms.check_in import ListForm
from courses.models import Seminar, Session, SignedList
from courses.rules import is_open_for_check_in, reasons_not_to_record
from courses.services.attendance import record
from courses.services.sheets import sheet
from courses.services.signed_lists import file_list
from fortbildung.shared.errors import Refused


class OfRecorder(LoginRequiredMixin):
    """Loads the seminar for whoever records its attendance; for others it is not there."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.seminar = get_object_or_404(self.seminars(), number=self.kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def seminars(self):
        sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
        mine = Seminar.objects.recorded_by(self.request.user)
        return mine.select_related("course", "central_office").prefetch_related(sessions)

    @property
    def hub(self):
        return reverse("courses:attendance", args=[self.seminar.number])

    def get_context_data(self, **kwargs):
        return super().get_context_data(seminar=self.seminar, hub=self.hub, **kwargs)


class Attending(OfRecorder, FormView):
    """All that is done about attendance; the form files a signed list."""

    template_name = "courses/attending.html"
    form_class = ListForm

    def get_form_kwargs(self):
        """The code on a printed list names its session."""
        sessions = self.seminar.sessions.order_by("starts_at")
        wanted = self.request.GET.get("termin", "")
        initial = {"session": wanted} if wanted.isdecimal() else {}
        return super().get_form_kwargs() | {"sessions": sessions, "initial": initial}

    def get_context_data(self, **kwargs):
        now = timezone.now()
        lists = SignedList.objects.visible_to(self.request.user).filter(seminar=self.seminar)
        return super().get_context_data(
            sessions=[
                (session, is_open_for_check_in(session, now))
                for session in self.seminar.sessions.all()
            ],
            reasons=list(reasons_not_to_record(seminar=self.seminar, now=now)),
            lists=lists.select_related("added_by", "session").order_by("-added_at", "-pk"),
            **kwargs,
        )

    def form_valid(self, form):
        facts = {"session": form.cleaned_data["session"], "upload": form.cleaned_data["file"]}
        try:
            file_list(seminar=self.seminar, **facts, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            form.add_error("file", refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The list is filed."))
        return redirect(self.hub + "#listen")


class ListFile(OfRecorder, View):
    """A signed list as it was filed."""

    def get(self, request, *, pk, **_kwargs):
        lists = SignedList.objects.visible_to(request.user).filter(seminar=self.seminar)
        found = get_object_or_404(lists, pk=pk)
        return FileResponse(
            found.file.open(),
            as_attachment=True,
            filename=found.name,
            content_type=found.content_type,
        )


class SheetFile(OfRecorder, View):
    """The list to sign: of one session, or of the whole seminar."""

    def get(self, _request, *, session=None, **_kwargs):
        only = session and get_object_or_404(self.seminar.sessions, pk=session)
        if not self.seminar.sessions.all():
            messages.error(self.request, _("A seminar without sessions has no list."))
            return redirect(self.hub)
        name = f"Unterschriftenliste-{self.seminar.number}.pdf"
        if only:
            day = timezone.localdate(only.starts_at)
            name = f"Unterschriftenliste-{self.seminar.number}-{day:%Y-%m-%d}.pdf"
        return HttpResponse(
            sheet(seminar=self.seminar, session=only, now=timezone.now()),
            content_type="application/pdf",
            headers={"Content-Disposition": content_disposition_header(True, name)},
        )


class RecordSheet(OfRecorder, FormView):
    """The sheet to fill in."""

    template_name = "courses/attending_sheet.html"
    form_class = AttendanceForm

    def dispatch(self, request, *args, **kwargs):
        self.now = timezone.now()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if reasons := list(reasons_not_to_record(seminar=self.seminar, now=self.now)):
            messages.error(request, " ".join(reasons))
            return redirect(self.hub)
        return super().get(request, *args, **kwargs)

    def get_form(self, form_class=None):  # noqa: ARG002 – Django's signature
        data = self.request.POST if self.request.method == "POST" else None
        people = self.seminar.enrolments.all()
        return attendance_form(data, seminar=self.seminar, participants=people, now=self.now)

    def get_context_data(self, **kwargs):
        sessions = self.seminar.sessions.all()
        return super().get_context_data(
            begun=[session for session in sessions if session.starts_at <= self.now],
            coming=[session for session in sessions if session.starts_at > self.now],
            **kwargs,
        )

    def form_valid(self, form):
        facts = {"seminar": self.seminar, "by": self.request.user, "now": self.now}
        try:
            changed = record(entries=form.entries, **facts)
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, saved(changed))
        return redirect(self.hub)
