"""Forms of the desk. They validate and never save; `courses.services.seminars` does."""

from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.desk.choosing import GroupedRooms, rooms_by_venue
from courses.models import CancellationPolicy, Course, SeatEvent, Seminar, Session, Speaker, Venue
from courses.rules import (
    reasons_not_to_add_a_session,
    reasons_not_to_remove,
    reasons_not_to_reschedule,
)
from courses.services.sessions import WHEN
from courses.states import PUBLIC


class MomentInput(forms.DateTimeInput):
    """The browser's own date and time field: keyboard, screen reader and no script."""

    input_type = "datetime-local"

    def __init__(self):
        super().__init__(format="%Y-%m-%dT%H:%M")


class CourseForm(forms.Form):
    course = forms.ModelChoiceField(Course.objects.order_by("code"), label=_("Course"))


class SessionForm(forms.ModelForm):
    """`rooms` are those of the office's register, read once for all rows."""

    class Meta:
        model = Session
        fields = ["starts_at", "ends_at", "teaching_units", "title", "venue_room", "room"]
        labels = {"venue_room": _("Room"), "room": _("or in words")}
        field_classes = {"venue_room": GroupedRooms}
        widgets = {"starts_at": MomentInput, "ends_at": MomentInput}

    def __init__(self, *args, rooms=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue_room"].offer(rooms)

    def clean(self):
        super().clean()
        begin, end = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if begin and end and end <= begin:
            self.add_error("ends_at", _("The end lies before the beginning. Enter a later time."))
        for field in set(WHEN) & set(self.changed_data) if self.instance.pk else ():
            for reason in reasons_not_to_reschedule(session=self.instance):
                self.add_error(field, reason)

    def _get_validation_exclusions(self):
        """Overlaps are judged by formset and service: two sessions may swap their times."""
        return super()._get_validation_exclusions() | {"seminar", "venue_room"}


class BaseSessionFormSet(forms.BaseInlineFormSet):
    deletion_widget = forms.CheckboxInput

    def get_form_kwargs(self, index):
        """A row added in the browser proposes what the empty ones do."""
        proposal = (
            {"initial": self.initial_extra[0]} if index is None and self.initial_extra else {}
        )
        return super().get_form_kwargs(index) | proposal

    @property
    def kept(self):
        """New and changed sessions."""
        return [
            form.instance
            for form in self.forms
            if form.has_changed() and form not in self.deleted_forms
        ]

    @property
    def removed(self):
        return [form.instance for form in self.deleted_forms if form.instance.pk]

    def clean(self):
        for reason in self._reasons_against_rows():
            raise ValidationError(reason)
        staying = [form for form in self.forms if form not in self.deleted_forms]
        timed = [f for f in staying if {"starts_at", "ends_at"} <= set(f.cleaned_data or ())]
        timed.sort(key=lambda form: form.cleaned_data["starts_at"])
        for earlier, later in pairwise(timed):
            _refuse_overlap(earlier, later)

    def _reasons_against_rows(self):
        if any(form.instance.pk is None for form in self.initial_forms):
            yield _("The sessions were changed meanwhile. Reload the page.")
        for session in self.removed:
            for reason in reasons_not_to_remove(session=session):
                yield f"{_when(session.starts_at)}: {reason}"
        if self.instance.pk and any(form.has_changed() for form in self.extra_forms):
            yield from reasons_not_to_add_a_session(seminar=self.instance)


def _refuse_overlap(earlier, later):
    begin, end = earlier.cleaned_data["starts_at"], earlier.cleaned_data["ends_at"]
    if later.cleaned_data["starts_at"] < end:
        later.add_error(
            "starts_at",
            _("Overlaps with the session from %(begin)s to %(end)s. Choose another time.")
            % {"begin": _when(begin), "end": _when(end)},
        )


def _when(moment):
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


SessionFormSet = forms.inlineformset_factory(
    Seminar, Session, form=SessionForm, formset=BaseSessionFormSet, extra=3
)


# How seats are given, and given up; one group of fields in the form.
GIVING_SEATS = [
    "allocation",
    "provider_limit",
    "approval_policy",
    "approval_hours",
    "offers",
    "offer_hours",
    "cancellation_policy",
]


class SeminarForm(forms.ModelForm):
    """A seminar and, as `sessions`, its sessions. `offices` are those the person works for."""

    speakers = forms.ModelMultipleChoiceField(
        Speaker.objects.none(),
        label=_("Speakers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each teaches all sessions; single ones are set on the seminar’s page."),
    )
    reason = forms.CharField(
        label=_("Why you change it"),
        max_length=SeatEvent.reason.field.max_length,
        required=False,
        help_text=_("Stands in the history with your name; participants do not read it."),
    )
    online_link = forms.URLField(
        label=_("Link to the online room"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Seminar
        fields = [
            "central_office",
            "number",
            "venue",
            "place",
            "land",
            "online_link",
            "catering",
            "lodging",
            "capacity",
            "min_seats",
            "opens_at",
            "closes_at",
            "fee",
            *GIVING_SEATS,
        ]
        widgets = {
            "opens_at": MomentInput,
            "closes_at": MomentInput,
        }

    def __init__(self, *args, offices, session=None, **kwargs):
        super().__init__(*args, **kwargs)
        self._limit_office(offices)
        self._offer_venues(offices)
        self._offer_speakers(offices)
        policies = CancellationPolicy.objects.filter(central_office__in=offices)
        self.fields["cancellation_policy"].queryset = policies.order_by("name", "pk")
        self.sessions = SessionFormSet(
            self.data if self.is_bound else None,
            instance=self.instance,
            prefix="sessions",
            initial=[session] * SessionFormSet.max_num if session else None,
            form_kwargs={"rooms": rooms_by_venue(offices)},
        )
        if self.instance.pk is None:
            del self.fields["reason"]

    def _limit_office(self, offices):
        self.fields["central_office"].queryset = offices
        if len(offices) == 1:
            self.instance.central_office = offices[0]
            del self.fields["central_office"]

    def _offer_venues(self, offices):
        mine = Venue.objects.of_offices(offices)
        chosen = Q(retired=False) | Q(pk=self.instance.venue_id)
        self.fields["venue"].queryset = mine.filter(chosen).order_by("name", "pk")
        self.fields["place"].required = False
        self.fields["place"].help_text = _("Only without a venue: say “online”, or where it is.")

    def _offer_speakers(self, offices):
        engaged = (
            [e.speaker_id for e in self.instance.engagements.all()] if self.instance.pk else []
        )
        mine = Speaker.objects.of_offices(offices)
        mine = mine.filter(Q(retired=False) | Q(pk__in=engaged)).by_surname()
        self.fields["speakers"].queryset = mine
        if engaged:
            self.initial["speakers"] = engaged
        if not mine:
            del self.fields["speakers"]

    def facts(self):
        """The fields on what the seminar is."""
        apart = {*GIVING_SEATS, "reason"}
        return [field for field in self.visible_fields() if field.name not in apart]

    def giving_seats(self):
        """The fields on how its seats are given."""
        return [self[name] for name in GIVING_SEATS]

    def is_valid(self):
        return all([super().is_valid(), self.sessions.is_valid()])

    def clean_reason(self):
        """What everybody can read changes only with a reason."""
        reason, public = self.cleaned_data["reason"], self.instance.state in PUBLIC
        changed = set(self.changed_data) - {"reason"} or self.sessions.has_changed()
        if public and changed and not reason:
            raise ValidationError(_("Say why: people rely on what is published."))
        return reason

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        policy, office = facts.get("cancellation_policy"), facts.get("central_office")
        office_id = office.pk if office else self.instance.central_office_id
        if policy and policy.central_office_id != office_id:
            self.add_error("cancellation_policy", _("This policy belongs to another office."))
        if not facts.get("venue") and not facts.get("place"):
            self.add_error("place", _("Choose a venue above, or say where the seminar is."))
        least, most = facts.get("min_seats"), facts.get("capacity")
        if least and most and least > most:
            self.add_error("min_seats", _("The minimum is larger than the number of seats."))
        opens, closes = facts.get("opens_at"), facts.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Enrolment closes before it opens. Enter a later time."))
        if (facts.get("fee") or 0) < 0:
            self.add_error("fee", _("The fee cannot be negative."))
