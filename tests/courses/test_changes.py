"""New dates or another place: everybody concerned hears of it once, with the new calendar."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from courses.models import Session
from courses.services import seminars
from courses.services.enrolments import cancel, enrol
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor
from tests.post import letters

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
CHANGED = "Termine oder Ort geändert: Recht"


@pytest.fixture
def seminar():
    return SeminarFactory(number="S-1", course__title="Recht", capacity=1)


def book(seminar, now=NOON, **person):
    person = counsellor(**person)
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def plan(seminar, sessions=(), removed=(), now=NOON):
    """Plan, and who is told of it."""
    before = len(letters())
    planned = seminars.plan(seminar=seminar, sessions=sessions, removed=removed, now=now)
    told = letters()[before:]
    assert planned.told + planned.moved_up == len(told)
    return told


def in_order(seminar):
    return list(seminar.sessions.order_by("starts_at"))


def later(session, by=HOUR):
    session.starts_at, session.ends_at = session.starts_at + by, session.ends_at + by
    return session


def events(mail):
    calendar = Calendar.from_ical(mail.attachments[0]["content"])
    return [(event["SEQUENCE"], event["STATUS"]) for event in calendar.walk("VEVENT")]


def test_whoever_has_a_seat_or_waits_is_told_once_and_whoever_left_is_not(seminar):
    seat, waiting, gone = (book(seminar, NOON + n * HOUR) for n in range(3))
    cancel(enrolment=gone, by=gone.person, now=NOON + 4 * HOUR)
    first, second = in_order(seminar)
    seminar.place = "Kassel"
    told = plan(seminar, [later(first), later(second)])
    assert [(mail.to, mail.subject) for mail in told] == [
        (seat.person.email, CHANGED),
        (waiting.person.email, CHANGED),
    ]
    assert [events(mail) for mail in told] == [
        [(1, "CONFIRMED"), (1, "CONFIRMED")],
        [(1, "TENTATIVE"), (1, "TENTATIVE")],
    ]
    assert plan(seminar) == []


def test_the_letter_says_what_is_new_and_how_it_stands(seminar, settings):
    settings.SITE_URL = "https://fortbildung.example.org"
    enrolment = book(seminar, first_name="Zoë", last_name="O’Neill")
    first, second = in_order(seminar)
    extra = Session(
        starts_at=first.starts_at + 7 * A_DAY, ends_at=first.ends_at + 7 * A_DAY, teaching_units=8
    )
    later(first).room = "Raum 3"
    seminar.place = "Kassel"
    [mail] = plan(seminar, [first, extra], removed=[second])
    assert mail.body == (
        "Guten Tag Zoë O’Neill,\n\n"
        "die Zentralstelle hat die Veranstaltung „Recht“ geändert.\n\n"
        "Das ist neu:\n"
        "– entfällt: Donnerstag, 3. Dezember 2026, 09:00–16:00 Uhr\n"
        "– bisher: Mittwoch, 2. Dezember 2026, 09:00–16:00 Uhr\n"
        "  jetzt: Mittwoch, 2. Dezember 2026, 10:00–17:00 Uhr (Raum 3)\n"
        "– neu: Mittwoch, 9. Dezember 2026, 09:00–16:00 Uhr\n"
        "– Ort: Kassel (bisher: Haus am Wannsee, Berlin)\n\n"
        "So gilt es jetzt. Termine:\n"
        "– Mittwoch, 2. Dezember 2026, 10:00–17:00 Uhr (Raum 3)\n"
        "– Mittwoch, 9. Dezember 2026, 09:00–16:00 Uhr\n"
        "Ort: Kassel\n"
        "Nummer: S-1\n\n"
        "Ihr Platz bleibt Ihnen erhalten. "
        "Die beigefügte Datei berichtigt die Einträge in Ihrem Kalender.\n\n"
        "Können Sie nicht mehr teilnehmen, stornieren Sie bitte hier:\n"
        f"https://fortbildung.example.org/meine-fortbildungen/{enrolment.pk}/\n\n"
        "Freundliche Grüße\nZentralstelle AWO\nawo@example.org\n"
    )
    # What no longer takes place leaves the calendar.
    assert events(mail) == [(1, "CONFIRMED"), (0, "CONFIRMED"), (1, "CANCELLED")]


def test_every_change_is_told_even_when_it_goes_back_and_forth(seminar):
    book(seminar)
    subjects = []
    for by in (HOUR, -HOUR, HOUR):
        first = in_order(seminar)[0]
        subjects += [mail.subject for mail in plan(seminar, [later(first, by)])]
    assert subjects == [CHANGED] * 3


def test_who_moves_up_with_the_change_gets_the_new_dates_with_the_seat(seminar):
    seat, waiting = book(seminar), book(seminar, NOON + HOUR)
    seminar.capacity = 2
    told = plan(seminar, [later(in_order(seminar)[0])], now=NOON + 2 * HOUR)
    assert [(mail.to, mail.subject, events(mail)) for mail in told] == [
        (
            waiting.person.email,
            "Sie haben jetzt einen Platz: Recht",
            [(1, "CONFIRMED"), (0, "CONFIRMED")],
        ),
        (seat.person.email, CHANGED, [(1, "CONFIRMED"), (0, "CONFIRMED")]),
    ]


def test_a_new_link_is_for_participants_only(seminar):
    seat, _waiting = book(seminar), book(seminar, NOON + HOUR)
    seminar.online_link = "https://example.org/raum"
    [mail] = plan(seminar)
    assert (mail.to, events(mail)) == (seat.person.email, [(1, "CONFIRMED"), (1, "CONFIRMED")])
    assert "– Der Link zum Online-Raum ist neu.\n" in mail.body
    assert "Online-Raum: https://example.org/raum\n" in mail.body


@pytest.mark.parametrize("field", ["title", "teaching_units", "capacity"])
def test_other_changes_disturb_nobody(seminar, field):
    book(seminar)
    first = in_order(seminar)[0]
    owner = first if hasattr(first, field) else seminar
    setattr(owner, field, 5)
    assert plan(seminar, [first]) == []


def test_what_is_put_right_afterwards_disturbs_nobody(seminar):
    book(seminar)
    assert plan(seminar, [later(in_order(seminar)[0])], now=NOON + 40 * A_DAY) == []
