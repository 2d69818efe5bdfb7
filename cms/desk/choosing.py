"""Choosing from an office's registers."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext as _

from courses.models import VenueRoom


def rooms_by_venue(offices):
    """The rooms of all their venues, in the order in which they are offered."""
    rooms = VenueRoom.objects.filter(venue__central_office__in=offices)
    return list(rooms.select_related("venue").order_by("venue__name", "venue", "name"))


class GroupedRooms(forms.ModelChoiceField):
    """Rooms below their venues; a form of many rows reads them once."""

    def offer(self, rooms):
        self.rooms = {str(room.pk): room for room in rooms}
        groups = groupby(rooms, key=lambda room: room.venue)
        self.choices = [
            ("", "–"),
            *((venue.place, [(r.pk, _label(r)) for r in found]) for venue, found in groups),
        ]

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if room := self.rooms.get(str(value)):
            return room
        raise forms.ValidationError(
            self.error_messages["invalid_choice"], "invalid_choice", {"value": value}
        )

    def validate(self, value):
        forms.Field.validate(self, value)


def _label(room):
    return _("%(room)s (%(count)s persons)") % {"room": room, "count": room.capacity}
