"""The pages of one seminar side by side."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TABS = [
    ("cockpit", _("Overview and sessions")),
    ("roster", _("Participants and waiting list")),
    ("seats", _("Seat plan")),
    ("engaged", _("Speakers and documents")),
    ("messages", _("Messages")),
    ("needs", _("Kitchen and rooms")),
    ("attendance", _("Attendance")),
    ("evaluation", _("Feedback")),
    ("funding", _("Funding file")),
    ("history", _("History")),
]


def tabs_of(seminar, current):
    """Address and text of each page; the `current` one is marked."""
    return [
        {
            "text": text,
            "url": reverse(f"desk_seminars:{name}", args=[seminar.pk]),
            "current": name == current,
        }
        for name, text in TABS
    ]
