"""Calendar files. One UID per session, so that a moved session moves in every calendar."""

from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress

from courses.states import TAKES_PART

# Named here and in the rules below: whoever reads the page may have another time zone set.
ZONE = ZoneInfo("Europe/Berlin")
# Written by hand: rules instead of lists of dates, which some calendars read an hour wrong.
BERLIN = Timezone.from_ical("""\
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
""")
REFRESH_EVERY = timedelta(hours=1)


def calendar(seminar, *, now, for_participant, status="CONFIRMED", removed=()):
    """All sessions of `seminar` as an iCalendar text to publish (METHOD:PUBLISH).

    The link to the online room is for participants only. Sessions `removed` are called off, so
    that they leave the calendars that have them.
    """
    published = _calendar(method="PUBLISH")
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


def feed(enrolments):
    """The sessions of one person's `enrolments`, for calendars that ask again and again.

    Whoever has no seat yet keeps the dates free: tentative, without the online room. The same
    facts give the same text.
    """
    told = _calendar()
    told.add("x-wr-calname", _("My training"))
    told.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    told.add("x-published-ttl", "PT1H")
    for enrolment in enrolments:
        seminar, takes_part = enrolment.seminar, enrolment.state in TAKES_PART
        for session in seminar.sessions.all():
            event = _event(seminar, session, enrolment.moved_at)
            event.add("status", "CONFIRMED" if takes_part else "TENTATIVE")
            if takes_part and seminar.online_link:
                event.add("url", seminar.online_link)
            told.add_component(event)
    return told.to_ical().decode()


def programme(seminars):
    """All sessions of `seminars`, for calendars that follow what the catalogue offers.

    The same facts give the same text: each seminar says when it was `published_at`.
    """
    told = _calendar()
    told.add("x-wr-calname", _("Training: dates"))
    told.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    for seminar in seminars:
        for session in seminar.sessions.all():
            event = _event(seminar, session, seminar.published_at)
            event.add("status", "CONFIRMED")
            told.add_component(event)
    return told.to_ical().decode()


def attachment(seminar, *, now, removed=(), has_a_seat=True, status=None):
    """A calendar file as a mail carries it; see `fortbildung.shared.mail.post`.

    Whoever waits keeps the dates free: tentative, without the online room.
    """
    status = status or ("CONFIRMED" if has_a_seat else "TENTATIVE")
    text = calendar(seminar, now=now, for_participant=has_a_seat, status=status, removed=removed)
    return {
        "name": f"{seminar.number}.ics",
        "content": text,
        "mimetype": "text/calendar; method=PUBLISH; charset=utf-8",
    }


def cancellation(seminar, *, now):
    """A file that takes all sessions of a seminar called off out of calendars."""
    return attachment(seminar, now=now, status="CANCELLED", has_a_seat=False)


def _calendar(**properties):
    """An empty calendar that knows when clocks change in Berlin."""
    made = Calendar()
    for name, value in ({"prodid": "-//Fortbildung//DE", "version": "2.0"} | properties).items():
        made.add(name, value)
    made.add_component(BERLIN)
    return made


def _event(seminar, session, now):
    event = Event()
    event.add("uid", f"seminar-{seminar.pk}-{session.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", session.starts_at.astimezone(ZONE))
    event.add("dtend", session.ends_at.astimezone(ZONE))
    event.add("summary", str(seminar.course.said))
    event.add("location", ", ".join(filter(None, [session.room, seminar.place])))
    event.add("description", "\n".join(filter(None, [session.title, seminar.number])))
    event.add("organizer", _organizer(seminar.central_office))
    return event


def _organizer(office):
    """The central office; a published event must name its organiser (RFC 5546, 3.2.1)."""
    address = vCalAddress(f"mailto:{office.email}")
    address.params["CN"] = office.name
    return address
