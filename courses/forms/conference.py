"""The two steps of taking over a conference's list: the file, then the office's choice.

Nothing is written in between: what was read travels along in the form, signed.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.services.conference.matching import match
from courses.services.conference.reading import Guest, Stay, read_list
from courses.services.conference.recording import entry_of, sessions_held

LARGEST = 5 * 1024 * 1024
SALT, GOOD_FOR = "courses.conference", timedelta(hours=12)


class ConferenceFile(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Participant list (CSV or XLSX)"),
        help_text=gettext_lazy(
            "Zoom: Reports, usage, the number of participants, without “unique users”. Teams: the "
            "meeting, attendance. BigBlueButton: learning dashboard, session data. First you see "
            "who was recognised; nothing is recorded before you confirm it."
        ),
    )

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.sessions = sessions

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise ValidationError(_("The file is too large for a participant list."))
        guests = read_list(upload.read(), self.sessions)
        if not sessions_held(guests, self.sessions):
            raise ValidationError(
                _("Nobody in the file was there during a session of this seminar.")
            )
        self.guests = guests
        return upload


class Review(forms.Form):
    """Who is who: a choice for each guest."""

    draft = forms.CharField(widget=forms.HiddenInput)
    missing_were_absent = forms.BooleanField(
        label=gettext_lazy("Whoever is missing in the list was not there"), required=False
    )

    def __init__(self, *args, guests, seats, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.matches = match(guests, seats)
        self.sessions, self.seats = sessions, seats
        self.held = sessions_held(guests, sessions)
        choices = [("", _("– nobody of the seminar –"))]
        choices += [(seat.pk, f"{seat.person} ({seat.organisation})") for seat in seats]
        for number, found in enumerate(self.matches):
            self.fields[f"guest-{number}"] = forms.TypedChoiceField(
                label=_("%(guest)s is") % {"guest": found.guest.name},
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=found.seat and found.seat.pk,
            )

    def rows(self):
        """Each guest with how sure it is, the field, and the minutes in each session held."""
        for number, found in enumerate(self.matches):
            stays = found.guest.stays
            entries = [(session, entry_of(stays, session, self.sessions)) for session in self.held]
            minutes = [entry.facts(session.minutes)["minutes"] for session, entry in entries]
            yield found, self[f"guest-{number}"], minutes

    def not_in_the_list(self):
        """Participants nobody in the file was taken for."""
        found = {each.seat.pk for each in self.matches if each.seat}
        return [seat for seat in self.seats if seat.pk not in found]

    def chosen(self):
        """The number of each guest who is somebody, with the key of their enrolment."""
        picked = {n: self.cleaned_data[f"guest-{n}"] for n in range(len(self.matches))}
        return {number: seat for number, seat in picked.items() if seat}


def pack(guests, *, seminar):
    """What was read, for the second step of the same seminar."""
    said = {"seminar": seminar.pk, "guests": [asdict(guest) for guest in guests]}
    return signing.dumps(said, salt=SALT, compress=True, serializer=_Serializer)


def unpack(draft, *, seminar):
    """The guests in a packed draft; None for one that is forged, old or of another seminar."""
    try:
        said = signing.loads(draft, salt=SALT, max_age=GOOD_FOR, serializer=_Serializer)
    except signing.BadSignature:
        return None
    if said["seminar"] != seminar.pk:
        return None
    return [_guest(raw) for raw in said["guests"]]


def _guest(raw):
    return Guest(raw["name"], raw["mail"], [_stay(stay) for stay in raw["stays"]])


def _stay(raw):
    left, spent = raw["left"], raw["spent"]
    return Stay(
        datetime.fromisoformat(raw["joined"]),
        datetime.fromisoformat(left) if left else None,
        timedelta(seconds=spent) if spent is not None else None,
    )


class _Encoder(DjangoJSONEncoder):
    def default(self, o):
        if isinstance(o, datetime):
            return o.isoformat()
        return o.total_seconds() if isinstance(o, timedelta) else super().default(o)


class _Serializer(signing.JSONSerializer):
    def dumps(self, obj):
        return _Encoder(separators=(",", ":")).encode(obj).encode("latin-1")
