"""Calendar files. One UID per session, so that a moved session moves in every calendar."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vCalAddress

# Named here and in the rules below: whoever reads the page may have another time zone set.
ZONE = ZoneInfo("Europe/Berlin")
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


def calendar(seminar, *, now, for_participant, status="CONFIRMED", removed=()):
    """All sessions of `seminar` as an iCalendar text to publish (METHOD:PUBLISH).

    The link to the online room is for participants only. Sessions `removed` are called off, so
    that they leave the calendars that have them.
    """
    published = Calendar()
    published.add("prodid", "-//Fortbildung//DE")
    published.add("version", "2.0")
    published.add("method", "PUBLISH")
    published.add_component(Timezone.from_ical(BERLIN))
    for session in seminar.sessions.order_by("starts_at"):
        event = _event(seminar, session, now)
        event.add("status", status)
        if for_participant and seminar.online_link:
            event.add("url", seminar.online_link)
        published.add_component(event)
    for session in removed:
        event = _event(seminar, session, now)
        event["sequence"] = session.sequence + 1
        event.add("status", "CANCELLED")
        published.add_component(event)
    return published.to_ical().decode()


def attachment(seminar, *, now, removed=(), has_a_seat=True):
    """A calendar file as a mail carries it; see `fortbildung.shared.mail.post`.

    Whoever waits keeps the dates free: tentative, without the online room.
    """
    status = "CONFIRMED" if has_a_seat else "TENTATIVE"
    text = calendar(seminar, now=now, for_participant=has_a_seat, status=status, removed=removed)
    return {
        "name": f"{seminar.number}.ics",
        "content": text,
        "mimetype": "text/calendar; method=PUBLISH; charset=utf-8",
    }


def _event(seminar, session, now):
    event = Event()
    event.add("uid", f"seminar-{seminar.pk}-{session.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", session.starts_at.astimezone(ZONE))
    event.add("dtend", session.ends_at.astimezone(ZONE))
    event.add("summary", seminar.course.title)
    event.add("location", ", ".join(filter(None, [session.room, seminar.place])))
    event.add("description", "\n".join(filter(None, [session.title, seminar.number])))
    event.add("organizer", _organizer(seminar.central_office))
    return event


def _organizer(office):
    """The central office; a published event must name its organiser (RFC 5546, 3.2.1)."""
    address = vCalAddress(f"mailto:{office.email}")
    address.params["CN"] = office.name
    return address
