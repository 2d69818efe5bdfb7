"""The attendance sheet: every participant, every session that has begun."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import models
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import OwnSeminar
from courses.models import Attendance, Enrolment, Session
from courses.rules import reasons_not_to_record
from courses.services.attendance import record_attendance
from fortbildung.shared.errors import Refused


class Presence(models.TextChoices):
    FULL = "full", gettext_lazy("all the time")
    NONE = "none", gettext_lazy("not there")
    PARTLY = "partly", gettext_lazy("partly")


@dataclass(frozen=True)
class Cell:
    """One participant in one session: a choice and, for whoever was there partly, minutes."""

    enrolment: Enrolment
    session: Session
    form: forms.Form

    @property
    def name(self):
        return f"{self.enrolment.pk}-{self.session.pk}"

    @property
    def label(self):
        return f"{self.enrolment.person}, {short_date(self.session)}"

    @property
    def choice(self):
        return self.form[f"{self.name}-choice"]

    @property
    def minutes(self):
        return self.form[f"{self.name}-minutes"]

    def fields(self):
        """The two form fields by name."""
        longest = self.session.minutes
        too_many = _("The session lasted %(longest)s minutes. Enter 0 to %(longest)s.")
        refusal = too_many % {"longest": longest}
        yield (
            f"{self.name}-choice",
            forms.ChoiceField(
                choices=Presence.choices,
                label=_("%(who)s: presence") % {"who": self.label},
                widget=forms.Select(attrs={"data-presence": ""}),
            ),
        )
        yield (
            f"{self.name}-minutes",
            forms.IntegerField(
                required=False,
                min_value=0,
                max_value=longest,
                label=_("%(who)s: minutes") % {"who": self.label},
                error_messages={
                    "min_value": refusal,
                    "max_value": refusal,
                    "invalid": _("Enter whole minutes, 0 to %(longest)s.") % {"longest": longest},
                },
            ),
        )

    def initial(self, spent):
        """What the form shows for the minutes recorded; full presence where nothing is yet."""
        if spent in (None, self.session.minutes):
            return {f"{self.name}-choice": Presence.FULL, f"{self.name}-minutes": None}
        if spent == 0:
            return {f"{self.name}-choice": Presence.NONE, f"{self.name}-minutes": None}
        return {f"{self.name}-choice": Presence.PARTLY, f"{self.name}-minutes": spent}

    def spent(self):
        """The minutes meant. Without script both fields can be touched: what was changed counts."""
        choice = self.form.cleaned_data.get(self.choice.name)
        typed = self.form.cleaned_data.get(self.minutes.name)
        meant = {Presence.FULL: self.session.minutes, Presence.NONE: 0}.get(choice, typed)
        changed = set(self.form.changed_data)
        if typed in (None, meant) or self.minutes.name not in changed:
            return meant
        return None if self.choice.name in changed else typed

    def complaint(self):
        """Why `spent` is not clear, and what to do."""
        if self.form.cleaned_data.get(self.choice.name) == Presence.PARTLY:
            return _("Enter the minutes, 0 to %(longest)s.") % {"longest": self.session.minutes}
        return _("Choose “partly” or clear the minutes: both together contradict each other.")


class AttendanceForm(forms.Form):
    """Fields for own participants and sessions only; `minutes` is for `record_attendance`."""

    def __init__(self, *args, participants, sessions, recorded, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = [
            (enrolment, [Cell(enrolment, session, self) for session in sessions])
            for enrolment in participants
        ]
        for cell in self.cells():
            self.fields.update(cell.fields())
            self.initial |= cell.initial(recorded.get((cell.enrolment.pk, cell.session.pk)))

    def cells(self):
        return (cell for _enrolment, cells in self.rows for cell in cells)

    def clean(self):
        self.minutes = {}
        for cell in self.cells():
            if {cell.choice.name, cell.minutes.name} & self.errors.keys():
                continue
            spent = cell.spent()
            if spent is None:
                self.add_error(cell.minutes.name, cell.complaint())
            else:
                self.minutes.setdefault(cell.enrolment.pk, {})[cell.session.pk] = spent

    def faults(self):
        """Every cell with an error, for the summary on top."""
        for cell in self.cells():
            if errors := [*cell.choice.errors, *cell.minutes.errors]:
                yield cell, errors


def short_date(session):
    return date_format(timezone.localtime(session.starts_at), "SHORT_DATETIME_FORMAT")


class RecordAttendance(OwnSeminar, WagtailAdminTemplateMixin, FormView):
    form_class = AttendanceForm
    template_name = "cms/desk/attendance.html"
    page_title = gettext_lazy("Attendance")
    header_icon = "tasks"

    def dispatch(self, request, *args, **kwargs):
        if refused := list(reasons_not_to_record(seminar=self.seminar, now=timezone.now())):
            for reason in refused:
                messages.error(request, reason)
            return redirect(self.cockpit_url)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        begun = self.seminar.sessions.filter(starts_at__lte=timezone.now())
        records = Attendance.objects.filter(enrolment__in=self.enrolments)
        recorded = records.values_list("enrolment", "session", "minutes")
        return super().get_form_kwargs() | {
            "participants": self.enrolments.taking_part().order_by(
                "person__last_name", "person__first_name", "pk"
            ),
            "sessions": list(begun.order_by("starts_at")),
            "recorded": {(enrolment, session): spent for enrolment, session, spent in recorded},
        }

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
            record_attendance(
                seminar=self.seminar,
                minutes=form.minutes,
                by=self.request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Attendance is saved."))
        return redirect(self.cockpit_url)
