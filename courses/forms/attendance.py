"""The attendance sheet as a form: every participant, every session that has begun."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.models import Attendance, Enrolment, Session
from courses.services.attendance import Entry, attended_units

MISSED = ("late", "early", "away")


class Presence(models.TextChoices):
    OPEN = "", gettext_lazy("– open –")
    PRESENT = "present", gettext_lazy("present")
    ABSENT = "absent", gettext_lazy("not there")
    EXCUSED = "excused", gettext_lazy("excused")


LABELS = {
    "choice": gettext_lazy("%(who)s: presence"),
    "late": gettext_lazy("%(who)s: minutes late"),
    "early": gettext_lazy("%(who)s: minutes left early"),
    "away": gettext_lazy("%(who)s: minutes away in between"),
    "note": gettext_lazy("%(who)s: note"),
}


@dataclass(frozen=True)
class Cell:
    """One participant in one session: a choice, the minutes missed, and a note."""

    enrolment: Enrolment
    session: Session
    record: Attendance | None
    unknown: Presence  # what is proposed where nothing is recorded
    form: forms.Form

    def name(self, part):
        return f"{self.enrolment.pk}-{self.session.pk}-{part}"

    @property
    def label(self):
        return f"{self.enrolment.person}, {short_date(self.session)}"

    @property
    def parts(self):
        """The bound fields by what they hold; minutes in between only where there are any."""
        names = [part for part in LABELS if self.name(part) in self.form.fields]
        return {part: self.form[self.name(part)] for part in names}

    def fields(self):
        """The form fields by name."""
        for part, label in LABELS.items():
            if part == "away" and not (self.record and self.record.away):
                continue
            field = self._field(part)
            field.label = label % {"who": self.label}
            yield self.name(part), field

    def _field(self, part):
        if part == "choice":
            choices = Presence.choices[bool(self.record) :]
            widget = forms.Select(attrs={"data-presence": ""})
            return forms.ChoiceField(choices=choices, required=bool(self.record), widget=widget)
        if part == "note":
            return forms.CharField(required=False, max_length=Attendance.note.field.max_length)
        return forms.IntegerField(
            required=False,
            min_value=0,
            max_value=self.session.minutes,
            error_messages=dict.fromkeys(["min_value", "max_value", "invalid"], self._too_many),
        )

    @property
    def _too_many(self):
        text = _("Enter whole minutes, 0 to %(longest)s: so long did the session last.")
        return text % {"longest": self.session.minutes}

    def initial(self):
        """What the form shows before anything is typed."""
        entry = Entry.of(self.record) if self.record else Entry()
        shown = {"choice": self._choice(), "note": entry.note}
        shown |= {part: getattr(entry, part) or None for part in MISSED}
        return {self.name(part): value for part, value in shown.items()}

    def _choice(self):
        if self.record is None:
            return self.unknown
        if self.record.minutes:
            return Presence.PRESENT
        return Presence.EXCUSED if self.record.excused else Presence.ABSENT

    def typed(self, part):
        return self.form.cleaned_data.get(self.name(part))

    def entry(self):
        """What is meant, or None where it is left open."""
        choice, note = self.typed("choice"), self.typed("note")
        if choice in (Presence.ABSENT, Presence.EXCUSED):
            return Entry(present=False, excused=choice == Presence.EXCUSED, note=note)
        missed = {part: self.typed(part) or 0 for part in MISSED}
        return Entry(note=note, **missed) if choice or any(missed.values()) or note else None

    def complaint(self):
        """Why what is typed contradicts itself, with what to do; else nothing."""
        changed = set(self.form.changed_data)
        missed = [part for part in MISSED if self.typed(part)]
        if self.typed("choice") in (Presence.ABSENT, Presence.EXCUSED):
            if any(self.name(part) in changed for part in missed):
                return _("Who was not there is neither late nor leaves early. Clear the minutes.")
        elif sum(self.typed(part) for part in missed) >= self.session.minutes:
            return _("That is the whole session. Choose “not there” instead.")
        return ""


class AttendanceForm(forms.Form):
    """Fields for own participants and sessions only; `entries` is for the service `record`.

    `records` are what is recorded already, by enrolment and session. Everybody counts as present
    unless the form says otherwise, but in a session that is being recorded already the others
    are open.
    """

    def __init__(self, *args, participants, sessions, records, **kwargs):
        super().__init__(*args, **kwargs)
        begun = {session for _enrolment, session in records}
        unknown = {
            session: Presence.OPEN if session.pk in begun else Presence.PRESENT
            for session in sessions
        }
        self.rows = [Row(enrolment, unknown, records, self) for enrolment in participants]
        for cell in self.cells():
            self.fields.update(cell.fields())
            self.initial |= cell.initial()

    def cells(self):
        return (cell for row in self.rows for cell in row.cells)

    def clean(self):
        self.entries = {}
        for cell in self.cells():
            if {cell.name(part) for part in cell.parts} & self.errors.keys():
                continue
            if complaint := cell.complaint():
                self.add_error(cell.name("late"), complaint)
            elif entry := cell.entry():
                self.entries[cell.enrolment.pk, cell.session.pk] = entry

    def faults(self):
        """Every cell with an error, for the summary on top."""
        for cell in self.cells():
            for field in cell.parts.values():
                if field.errors:
                    yield cell, field


class Row:
    """One participant."""

    def __init__(self, enrolment, unknown, records, form):
        self.enrolment = enrolment
        self.cells = [
            Cell(enrolment, session, records.get((enrolment.pk, session.pk)), proposal, form)
            for session, proposal in unknown.items()
        ]

    @cached_property
    def units(self):
        """The teaching units recorded so far."""
        spent = {cell.session: cell.record.minutes for cell in self.cells if cell.record}
        return attended_units(spent, {session.pk: minutes for session, minutes in spent.items()})


def short_date(session):
    return date_format(timezone.localtime(session.starts_at), "SHORT_DATETIME_FORMAT")


def attendance_form(data, *, seminar, participants, now, form_class=AttendanceForm):
    """The form of a seminar for the sessions that have begun."""
    begun = seminar.sessions.filter(starts_at__lte=now).order_by("starts_at")
    records = Attendance.objects.filter(enrolment__in=participants)
    people = participants.taking_part().order_by("person__last_name", "person__first_name", "pk")
    return form_class(
        data,
        participants=people.select_related("person", "organisation"),
        sessions=list(begun),
        records={(record.enrolment_id, record.session_id): record for record in records},
    )


def saved(changed):
    """What is said after saving `changed` entries."""
    if not changed:
        return _("Attendance is saved; nothing has changed.")
    text = ngettext(
        "Attendance is saved; one entry is new or changed.",
        "Attendance is saved; %(count)s entries are new or changed.",
        changed,
    )
    return text % {"count": changed}
