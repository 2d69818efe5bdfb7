"""Checking in: every note counts once, in the order it was seen, and attendance follows."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from courses import codes
from courses.kinds import AttendanceSource, ScanKind
from courses.models import Attendance, Scan
from courses.services.attendance import Entry, record
from courses.services.check_in import Seen, catch_up, check_in
from tests.cms.desk import book
from tests.factories import NOON, SeminarFactory, office_staff

CAME, LEFT = ScanKind.CAME, ScanKind.LEFT
BEGIN = NOON - timedelta(hours=3)  # of a session of 420 minutes
pytestmark = pytest.mark.django_db


def minutes(count):
    return timedelta(minutes=count)


@pytest.fixture
def seat():
    return book(SeminarFactory(days__start=NOON, closes_at=NOON - timedelta(days=2)))


@pytest.fixture
def door(seat):
    """Sends notes of `seat`, as (kind, minutes after the beginning), to the first session."""
    session, by = seat.seminar.sessions.earliest("starts_at"), office_staff()

    def send(*notes, now=NOON, code=None):
        code = code or codes.personal_code(seat.pk)
        seen = [
            note
            if isinstance(note, Seen)
            else Seen(uuid.uuid4(), code, BEGIN + minutes(note[1]), note[0])
            for note in notes
        ]
        return check_in(session=session, seen=seen, by=by, device="phone", now=now)

    send.session, send.by = session, by
    return send


def seen_at(code, kind, after):
    return Seen(uuid.uuid4(), code, BEGIN + minutes(after), kind)


def attendance():
    return list(Attendance.objects.values_list("minutes", "late", "early", "source"))


@pytest.mark.parametrize(
    ("notes", "facts"),
    [
        ([(CAME, -30)], (420, 0, 0)),
        ([(CAME, 15)], (420, 0, 0)),  # within the grace
        ([(CAME, 16)], (404, 16, 0)),
        ([(CAME, 0), (CAME, 90)], (420, 0, 0)),  # the first coming counts
        ([(CAME, 0), (LEFT, 180)], (180, 0, 240)),
        ([(CAME, 0), (LEFT, 405)], (420, 0, 0)),
        ([(CAME, 60), (LEFT, 120), (CAME, 150)], (360, 60, 0)),  # back again
        ([(LEFT, 180), (CAME, 20)], (160, 20, 240)),  # sent in the wrong order
    ],
)
def test_attendance_follows_from_when_somebody_came_and_left(door, notes, facts):
    door(*notes, now=BEGIN + minutes(410))
    assert attendance() == [(*facts, AttendanceSource.SCAN)]


def test_a_note_sent_twice_is_kept_once(door, seat):
    note = Seen(uuid.uuid4(), codes.personal_code(seat.pk), BEGIN, CAME)
    states = [door(note)[0].state, door(note, note)[0].state]
    assert (states, Scan.objects.count()) == (["accepted", "known"], 1)


def test_of_several_notes_the_good_ones_are_kept(door, seat):
    wrong = Seen(uuid.uuid4(), "1234-AAAAA-AAAAA", BEGIN, CAME)
    outcomes = {outcome.client_id: outcome.state for outcome in door((CAME, 0), wrong)}
    assert sorted(outcomes.values()) == ["accepted", "refused"]
    assert outcomes[wrong.client_id] == "refused"
    assert Scan.objects.get().enrolment == seat


@pytest.mark.parametrize(
    ("at", "now", "word"),
    [
        (10, 0, "geht vor"),  # the telephone's clock is ten minutes fast
        (-61, 0, "Einchecken beginnt"),
        (481, 500, "zu Ende"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(door, at, now, word):
    (outcome,) = door((CAME, at), now=BEGIN + minutes(now))
    assert outcome.state == "refused"
    assert word in outcome.text
    assert not Scan.objects.exists()


def test_people_of_other_seminars_and_without_a_seat_are_refused(door):
    other = book(SeminarFactory())
    waiting = book(SeminarFactory(capacity=1))
    outcomes = [door((CAME, 0), code=codes.personal_code(pk))[0] for pk in (other.pk, waiting.pk)]
    assert [outcome.state for outcome in outcomes] == ["refused", "refused"]


def test_what_was_entered_by_hand_is_not_overwritten(door, seat):
    now = BEGIN + minutes(200)
    entries = {(seat.pk, door.session.pk): Entry(late=5, note="Zug")}
    record(seminar=seat.seminar, entries=entries, by=door.by, now=now)
    door((CAME, 100), now=now)
    assert attendance() == [(415, 5, 0, AttendanceSource.MANUAL)]
    assert Scan.objects.count() == 1


def test_who_comes_before_the_beginning_is_recorded_once_it_has_begun(door):
    early = BEGIN - minutes(20)
    assert door((CAME, -20), now=early)[0].state == "accepted"
    assert (catch_up(now=early), attendance()) == (0, [])
    assert catch_up(now=BEGIN) == 1
    assert attendance() == [(420, 0, 0, AttendanceSource.SCAN)]
    assert catch_up(now=BEGIN) == 0


def test_scans_are_never_rewritten(door):
    door((CAME, 0))
    for change in (lambda: Scan.objects.update(kind=LEFT), lambda: Scan.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            change()


def test_a_personal_code_survives_typing_and_is_not_to_be_guessed(seat):
    code = codes.personal_code(seat.pk)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", "ß")):
        assert codes.read_personal_code(typed) == seat.pk
    assert codes.read_personal_code(codes.personal_code(seat.pk + 1)) == seat.pk + 1
    letters = code.partition("-")[2]
    for forged in (f"{seat.pk + 1}-{letters}", code[:-1], letters, "", "9" * 40, "²-" + letters):
        assert codes.read_personal_code(forged) is None


@pytest.mark.parametrize(("seconds", "valid"), [(0, True), (89, True), (120, False), (-30, False)])
def test_the_code_of_a_session_is_valid_for_a_short_while(seconds, valid):
    code = codes.session_code(7, now=NOON)
    later = NOON + timedelta(seconds=seconds)
    assert codes.is_session_code(code, 7, now=later) is valid
    assert not codes.is_session_code(code, 8, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_devices_sending_the_same_note_at_once_keep_it_once(door, seat):
    note = Seen(uuid.uuid4(), codes.personal_code(seat.pk), BEGIN, CAME)

    def send(_n):
        try:
            return door(note)[0].state
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as devices:
        states = sorted(devices.map(send, range(4)))
    assert states == ["accepted", "known", "known", "known"]
    assert Scan.objects.count() == 1
