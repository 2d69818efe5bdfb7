"""Calendar files: the right moment in every calendar, before and after both clock changes."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from dateutil.tz import tzical
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from courses import ical
from courses.models import Session
from courses.services.enrolments import enrol
from courses.states import SeminarState
from tests.factories import NOON, SeminarFactory, counsellor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# Nine o'clock in Berlin on the days before and after both clock changes of 2027.
NINE_IN_BERLIN = [
    datetime(2027, 3, 27, 8, tzinfo=UTC),
    datetime(2027, 3, 28, 7, tzinfo=UTC),
    datetime(2027, 10, 30, 7, tzinfo=UTC),
    datetime(2027, 10, 31, 8, tzinfo=UTC),
]


def across_the_clock_changes(**fields):
    seminar = SeminarFactory(days=0, **fields)
    for start in NINE_IN_BERLIN:
        Session.objects.create(
            seminar=seminar,
            starts_at=start,
            ends_at=start + timedelta(hours=7),
            teaching_units=8,
            sequence=2,
            room="Raum 3",
        )
    return seminar


def text_of(seminar, *, for_participant=False):
    return ical.calendar(seminar, now=NOON, for_participant=for_participant)


def test_every_session_begins_at_its_moment_whoever_reads_it():
    with timezone.override("America/New_York"):
        text = text_of(across_the_clock_changes())
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [e["DTSTART"].dt.astimezone(UTC) for e in events] == NINE_IN_BERLIN
    assert {str(e["DTSTART"].params["TZID"]) for e in events} == {"Europe/Berlin"}
    assert text.count("DTSTART;TZID=Europe/Berlin:2027") == 4
    assert text.count("T090000\r\n") == 4


def test_the_rules_for_summer_time_in_the_file_give_the_same_moments():
    """Read by another library that knows nothing but the rules the file brings along."""
    text = text_of(across_the_clock_changes())
    start, end = text.index("BEGIN:VTIMEZONE"), text.index("BEGIN:VEVENT")
    berlin = tzical(StringIO(text[start:end])).get("Europe/Berlin")
    local = [e["DTSTART"].dt.replace(tzinfo=berlin) for e in Calendar.from_ical(text).events]
    assert [moment.astimezone(UTC) for moment in local] == NINE_IN_BERLIN


def test_a_session_is_known_again_and_its_changes_count(settings):
    settings.SITE_URL = "https://fortbildung.example.org:8443"
    seminar = across_the_clock_changes()
    calendar = Calendar.from_ical(text_of(seminar))
    first = calendar.events[0]
    session = seminar.sessions.order_by("starts_at")[0]
    assert calendar["METHOD"] == "PUBLISH"
    assert first["UID"] == f"seminar-{seminar.pk}-{session.pk}@fortbildung.example.org"
    assert (first["SEQUENCE"], first["DTSTAMP"].dt) == (2, NOON)
    assert str(first["SUMMARY"]) == seminar.course.title
    assert str(first["LOCATION"]) == "Raum 3, Haus am Wannsee, Berlin"
    assert (str(first["ORGANIZER"]), first["ORGANIZER"].params["CN"]) == (
        "mailto:awo@example.org",
        "Zentralstelle AWO",
    )
    assert len({event["UID"] for event in calendar.events}) == 4


def test_lines_end_and_fold_as_the_standard_wants():
    seminar = across_the_clock_changes(place="Bildungsstätte für Öffentlichkeitsarbeit; " * 4)
    text = text_of(seminar)
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])


def test_the_online_room_is_for_participants_only(client):
    seminar, person = SeminarFactory(online_link="https://example.org/raum"), counsellor()
    address = reverse("courses:ics", args=[seminar.number])
    assert "raum" not in client.get(address).content.decode()
    enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    client.force_login(person)
    assert "URL:https://example.org/raum\r\n" in client.get(address).content.decode()
    seminar.enrolments.update(
        state="held", held_until=NOON
    )  # a seat that is only kept is nobody's yet
    assert "raum" not in client.get(address).content.decode()


def test_anybody_may_load_the_calendar_of_a_published_seminar(client):
    seminar = SeminarFactory()
    response = client.get(f"/seminare/{seminar.number}.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{seminar.number}.ics"'
    )
    assert response.content.decode() == text_of(seminar)
    umlaut = client.get(f"/seminare/{SeminarFactory(number='Ü 1').number}.ics")
    assert umlaut.headers["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9C%201.ics"


def test_an_unpublished_seminar_is_shown_to_who_is_enrolled_and_to_nobody_else(client):
    seminar, person = SeminarFactory(), counsellor()
    enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    seminar.state = SeminarState.HELD
    seminar.save()
    address = reverse("courses:ics", args=[seminar.number])
    answers = [client.get(address).status_code]
    for reader in (counsellor(), person):
        client.force_login(reader)
        answers.append(client.get(address).status_code)
    assert answers == [404, 404, 200]
