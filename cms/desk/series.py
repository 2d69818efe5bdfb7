"""A series of sessions from one rule: every second Tuesday, six times."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.choosing import GroupedRooms, rooms_by_venue
from cms.desk.rights import OwnSeminar
from courses.models import Session, VenueRoom
from courses.rules import (
    LONGEST_SERIES,
    holidays_among,
    reason_room_is_taken,
    reasons_not_to_add_a_session,
    reasons_not_to_replan,
    series,
    units_offered,
)
from courses.services.occupancy import rooms_taken
from courses.services.seminars import plan
from fortbildung.shared.errors import Refused


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class SeriesForm(forms.Form):
    first = forms.DateField(
        label=gettext_lazy("First day"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy("Its weekday is the weekday of all."),
    )
    begins = forms.TimeField(label=gettext_lazy("Begins"), widget=ClockInput)
    ends = forms.TimeField(label=gettext_lazy("Ends"), widget=ClockInput)
    every_weeks = forms.TypedChoiceField(
        label=gettext_lazy("How often"),
        coerce=int,
        choices=[
            (1, gettext_lazy("every week")),
            (2, gettext_lazy("every second week")),
            (3, gettext_lazy("every third week")),
            (4, gettext_lazy("every fourth week")),
        ],
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many sessions"), min_value=1, max_value=LONGEST_SERIES
    )
    units = forms.DecimalField(
        label=gettext_lazy("Teaching units each"), min_value=0.5, max_digits=4, decimal_places=1
    )
    room = GroupedRooms(
        VenueRoom.objects.none(), label=gettext_lazy("Room of the register"), required=False
    )

    def __init__(self, *args, rooms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["room"].offer(rooms)
        if not rooms:
            del self.fields["room"]

    def clean(self):
        facts = super().clean()
        begins, ends = facts.get("begins"), facts.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end lies before the beginning. Enter a later time."))
        return facts


@dataclass(frozen=True)
class Row:
    """One session that could be; holidays are not ticked until somebody does."""

    session: Session
    holiday: str
    taken: list
    ticked: bool

    @property
    def key(self):
        return self.session.starts_at.date().isoformat()

    @property
    def ends_at(self) -> datetime:
        return self.session.ends_at


class PlanSeries(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    """GET shows the sessions the rule gives, POST adds those that are ticked."""

    template_name = "cms/desk/series.html"
    page_title = gettext_lazy("Plan a series")
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        refused = [
            *reasons_not_to_replan(seminar=self.seminar),
            *reasons_not_to_add_a_session(seminar=self.seminar),
        ]
        if refused:
            messages.error(request, refused[0])
            return redirect(self.cockpit_url)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def asked(self):
        data = self.request.POST or self.request.GET
        initial = {"begins": "09:00", "ends": "12:30", "every_weeks": 2, "count": 6, "units": 4}
        rooms = rooms_by_venue([self.seminar.central_office_id])
        return SeriesForm(data if "first" in data else None, initial=initial, rooms=rooms)

    def rows(self):
        if not self.asked.is_bound or not self.asked.is_valid():
            return []
        facts = dict(self.asked.cleaned_data)
        room, units = facts.pop("room", None), facts.pop("units")
        land = self.seminar.land.short if self.seminar.land else None
        sessions = [
            Session(starts_at=begin, ends_at=end, teaching_units=units, venue_room=room)
            for begin, end in series(**facts)
        ]
        taken = rooms_taken(sessions=sessions, but=self.seminar.pk)
        return [
            self.row(one, land, [reason_room_is_taken(o) for s, o in taken if s is one])
            for one in sessions
        ]

    def row(self, session, land, taken):
        holiday = "".join(name for _day, name in holidays_among([session.starts_at], land))
        key = session.starts_at.date().isoformat()
        first = self.request.method != "POST"
        ticked = not (holiday or taken) if first else key in self.request.POST.getlist("keep")
        return Row(session, holiday, taken, ticked)

    def get_context_data(self, **kwargs):
        rows = self.rows()
        there = units_offered(self.seminar)
        new = sum(row.session.teaching_units for row in rows if row.ticked)
        return super().get_context_data(
            seminar=self.seminar, asked=self.asked, rows=rows, offered=there + new, **kwargs
        )

    def post(self, request, **_kwargs):
        sessions = [row.session for row in self.rows() if row.ticked]
        try:
            self.add(sessions)
        except Refused as refusal:
            for reason in refusal.messages:
                messages.error(request, reason)
            return self.render_to_response(self.get_context_data())
        return redirect(self.cockpit_url)

    def add(self, sessions):
        if not sessions:
            raise Refused(_("Choose at least one session."))
        facts = {"by": self.request.user, "now": timezone.now()}
        plan(seminar=self.seminar, sessions=sessions, reason=_("Planned as a series."), **facts)
        text = ngettext("One session is added.", "%(count)s sessions are added.", len(sessions)) % {
            "count": len(sessions)
        }
        messages.success(self.request, text)
