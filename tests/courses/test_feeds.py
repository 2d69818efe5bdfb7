"""One's own sessions under a secret address: complete, private, revocable, cheap to ask for."""

import io
import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from courses.models import CalendarFeed
from courses.services import feeds
from courses.services.enrolments import cancel, enrol
from fortbildung.shared.errors import Refused
from tests.caches import fresh
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = reverse("courses:calendar")
ROOM = "https://example.org/raum"


@pytest.fixture(autouse=True)
def cache_of_its_own(settings):
    """Readers are counted in the cache, which outlives a test."""
    fresh(settings)


def book(person, **fields):
    fields.setdefault("days__start", NOON + 30 * A_DAY)
    seminar = SeminarFactory(online_link=ROOM, **fields)
    return enrol(person=person, seminar=seminar, employment=person.job, now=NOON)


def address_of(person):
    token = feeds.open_feed(person=person, replaces=None, now=NOON)
    return reverse("courses:feed", args=[token])


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_feed_shows_ones_own_live_enrolments_and_nobody_elses(client):
    person, other = counsellor(), counsellor()
    seat = book(person)
    full = SeminarFactory(capacity=1, online_link=ROOM, days__start=NOON + 40 * A_DAY)
    enrol(person=other, seminar=full, employment=other.job, now=NOON)
    enrol(person=person, seminar=full, employment=person.job, now=NOON)
    gone = book(person, days__start=NOON + 50 * A_DAY)
    cancel(enrolment=gone, by=person, now=NOON)
    book(other, days__start=NOON + 60 * A_DAY)
    answer = client.get(address_of(person))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert str(calendar["X-WR-CALNAME"]) == "Meine Fortbildungen"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in answer.content
    assert "METHOD" not in calendar
    assert b"ATTENDEE" not in answer.content
    assert [(str(event["STATUS"]), str(event.get("URL", ""))) for event in events(answer)] == [
        *[("CONFIRMED", ROOM)] * 2,
        *[("TENTATIVE", "")] * 2,
    ]
    sessions = seat.seminar.sessions.order_by("starts_at")
    starts = [session.starts_at for session in [*sessions, *full.sessions.order_by("starts_at")]]
    assert [event["DTSTART"].dt for event in events(answer)] == starts
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_a_seat_that_is_only_held_is_tentative_and_hides_the_room(client):
    person = counsellor()
    enrolment = book(person)
    type(enrolment).objects.filter(pk=enrolment.pk).update(state="waiting")
    answer = client.get(address_of(person))
    assert {str(event["STATUS"]) for event in events(answer)} == {"TENTATIVE"}
    assert b"raum" not in answer.content


def test_calendars_are_told_when_nothing_has_changed(client, clock):
    person = counsellor()
    seminar, address = book(person).seminar, address_of(person)
    first = client.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    clock(NOON + A_DAY)
    by_tag = {"If-None-Match": first.headers["ETag"]}
    by_date = {"If-Modified-Since": first.headers["Last-Modified"]}
    for known in (by_tag, by_date):
        answer = client.get(address, headers=known)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["Cache-Control"] == "private, no-cache"
    seminar.place = "Kassel"
    seminar.save()
    for known in (by_tag, by_date):
        answer = client.get(address, headers=known)
        assert answer.status_code == 200
    assert {str(event["LOCATION"]) for event in events(answer)} == {"Kassel"}


def test_only_the_digest_is_kept_and_that_it_was_used(client, clock):
    person = counsellor()
    address = address_of(person)
    secret = re.search(r"/kalender/(.+)\.ics", address)[1]
    assert len(secret) >= 43
    assert secret not in str(CalendarFeed.objects.values())
    assert CalendarFeed.objects.get().last_used_at is None
    for later in (timedelta(0), timedelta(minutes=30), timedelta(minutes=90)):
        clock(NOON + later)
        client.get(address)
    assert CalendarFeed.objects.get().last_used_at == NOON + timedelta(minutes=90)


def test_it_costs_the_same_for_one_and_many(client, django_assert_num_queries):
    person = counsellor()
    address = address_of(person)
    for enrolments in (1, 5):
        while person.enrolments.count() < enrolments:
            book(person, days__start=NOON + 30 * A_DAY + person.enrolments.count() * 5 * A_DAY)
        client.get(address)
        with django_assert_num_queries(3):  # the feed, the enrolments, their sessions
            assert len(events(client.get(address))) == 2 * enrolments


def test_whoever_may_not_log_in_any_more_and_every_other_secret_is_not_found(client):
    person = counsellor()
    address = address_of(person)
    assert client.get(address).status_code == 200
    for wrong in ("x", "ü", "a" * 500, CalendarFeed.objects.get().digest):
        assert client.get(reverse("courses:feed", args=[wrong])).status_code == 404
    person.is_active = False
    person.save()
    assert client.get(address).status_code == 404


def test_who_asks_without_end_waits():
    address = address_of(counsellor())
    client = Client(REMOTE_ADDR="192.0.2.44")
    answers = [client.get(address) for _ in range(121)]
    assert [answer.status_code for answer in answers[119:]] == [200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert Client(REMOTE_ADDR="192.0.2.45").get(address).status_code == 200


def test_the_secret_is_shown_once_and_can_be_replaced_and_revoked(client):
    person = counsellor()
    client.force_login(person)
    assert "Link erstellen" in client.get(PAGE).content.decode()
    shown = client.post(PAGE)
    addresses = re.findall(r"(\w+)://localhost:8000(/kalender/[^\"]+\.ics)", shown.content.decode())
    assert {scheme for scheme, _path in addresses} == {"webcal", "http"}
    [first] = {path for _scheme, path in addresses}
    assert "no-store" in shown.headers["Cache-Control"]
    page = client.get(PAGE).content.decode()
    assert first not in page
    assert "Link erstellen" not in page
    assert client.get(first).status_code == 200

    known = CalendarFeed.objects.get().pk
    second = client.post(PAGE, {"replaces": known}).context["address"].partition("8000")[2]
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]

    assert client.post(reverse("courses:revoke_calendar")).url == PAGE
    assert Client().get(second).status_code == 404
    assert "Link erstellen" in client.get(PAGE).content.decode()


def test_a_form_sent_twice_does_not_spoil_the_address_just_shown(client):
    person = counsellor()
    client.force_login(person)
    first = client.post(PAGE).context["address"].partition("8000")[2]
    another = CalendarFeed.objects.get().pk + 1
    for again in ({}, {"replaces": another}, {"replaces": "x"}):
        assert client.post(PAGE, again).url == PAGE
    assert Client().get(first).status_code == 200
    with pytest.raises(Refused):
        feeds.open_feed(person=person, replaces=None, now=NOON)


def test_no_log_learns_a_secret(client):
    [handler] = [h for h in logging.getLogger().handlers if h.filters]
    before, log = handler.setStream(io.StringIO()), handler.stream
    try:
        client.get("/kalender/geheim.ics")
        client.get("/gibt-es-nicht/")
    finally:
        handler.setStream(before)
    assert "Not Found: /kalender/….ics" in log.getvalue()
    assert "Not Found: /gibt-es-nicht/" in log.getvalue()
    assert "geheim" not in log.getvalue()
