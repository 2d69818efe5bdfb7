"""What devices send: notes of who was seen when."""

import json
import uuid
from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.forms.attendance import short_date
from courses.kinds import ScanKind
from courses.models import SignedList
from courses.services.check_in import Outcome, Seen

MOST_NOTES = 500  # in one go; the device sends the rest afterwards
LONGEST_CODE = 60
SANE = timedelta(days=400)


class NoteForm(forms.Form):
    """Somebody comes or leaves, for pages without script."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Whoever is scanned"),
        choices=[(ScanKind.CAME, gettext_lazy("comes")), (ScanKind.LEFT, gettext_lazy("leaves"))],
        initial=ScanKind.CAME,
        widget=forms.RadioSelect,
    )
    # The same form sent twice is one note.
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DoorForm(NoteForm):
    """One code, typed or read by a scanner that types."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=LONGEST_CODE)


class CodeForm(forms.Form):
    """The code shown in the room, typed."""

    code = forms.CharField(label=gettext_lazy("Code shown in the room"), max_length=LONGEST_CODE)


class ListForm(forms.ModelForm):
    """A scanned list."""

    class Meta:
        model = SignedList
        fields = ["session", "file"]
        labels = {
            "session": gettext_lazy("Session"),
            "file": gettext_lazy("Scanned list (PDF, JPG or PNG)"),
        }

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["session"]
        field.queryset, field.empty_label = sessions, _("the whole seminar")
        field.label_from_instance = short_date


def read_notes(body, *, now):
    """The notes in the JSON a device has sent, and what to answer for those that are none.

    Returns the name of the device, the notes, and the outcomes of what could not be read. Raises
    ValueError when it is no such message at all.
    """
    message = json.loads(body)
    notes, faults = [], []
    if not isinstance(message, dict) or not isinstance(message.get("notes"), list):
        raise ValueError("no notes")  # noqa: TRY004 – what the caller expects of bad JSON, too
    for raw in message["notes"][:MOST_NOTES]:
        note = _note(raw, now)
        if note:
            notes.append(note)
        else:
            told = raw.get("id") if isinstance(raw, dict) else None
            faults.append(Outcome(told, "refused", _("This entry cannot be read.")))
    return str(message.get("device", ""))[:40], notes, faults


def _note(raw, now):
    try:
        at = datetime.fromisoformat(raw["at"])
        if abs(at - now) > SANE:
            return None
        code = raw.get("code", "")[:LONGEST_CODE]
        return Seen(uuid.UUID(raw["id"]), code, at, ScanKind(raw.get("kind", "")))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
