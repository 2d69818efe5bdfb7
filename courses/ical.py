"""Calendar files. One UID per session, so that a moved session moves in every calendar."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone

# Written by hand: rules instead of lists of dates, which some calendars read an hour wrong.
BERLIN = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar(seminar, *, now):
    """All sessions of `seminar` as an iCalendar text to publish (METHOD:PUBLISH)."""
    published = Calendar()
    published.add("prodid", "-//Fortbildung//DE")
    published.add("version", "2.0")
    published.add("method", "PUBLISH")
    published.add_component(Timezone.from_ical(BERLIN))
    for session in seminar.sessions.order_by("starts_at"):
        published.add_component(_event(seminar, session, now))
    return published.to_ical().decode()


def attachment(seminar, *, now):
    """The calendar file as a mail carries it; see `fortbildung.shared.mail.post`."""
    return {
        "name": f"{seminar.number}.ics",
        "content": calendar(seminar, now=now),
        "mimetype": "text/calendar; method=PUBLISH; charset=utf-8",
    }


def _event(seminar, session, now):
    event = Event()
    event.add("uid", f"seminar-{seminar.pk}-{session.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    event.add("summary", seminar.course.title)
    event.add("location", ", ".join(filter(None, [session.room, seminar.place])))
    event.add("description", "\n".join(filter(None, [session.title, seminar.number])))
    return event
