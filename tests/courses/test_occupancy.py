"""Rooms and speakers are in one place at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from courses.models import EngagedSession, Seminar, Session
from courses.services.calling_off import call_off, reopen
from courses.services.engaging import dismiss, engage
from courses.services.seminars import plan
from fortbildung.shared.errors import Refused
from tests.factories import A_DAY, NOON, SeminarFactory, office, office_staff, speaker, venue

pytestmark = pytest.mark.django_db
HOUR = A_DAY / 24


def in_order(seminar):
    return list(seminar.sessions.order_by("starts_at"))


def put_into(room, seminar):
    sessions = in_order(seminar)
    for session in sessions:
        session.venue_room = room
    return plan(seminar=seminar, sessions=sessions, now=NOON)


def moved(seminar, by):
    sessions = in_order(seminar)
    for session in sessions:
        session.starts_at, session.ends_at = session.starts_at + by, session.ends_at + by
    return plan(seminar=seminar, sessions=sessions, now=NOON)


def test_a_room_is_taken_once_and_the_refusal_names_the_other_seminar():
    room, first = venue().rooms.get(), SeminarFactory(number="S-1", course__title="Asylrecht")
    put_into(room, first)
    assert [session.room for session in in_order(first)] == ["Saal", "Saal"]
    with pytest.raises(Refused) as refused:
        put_into(room, SeminarFactory())
    first_day, _second = refused.value.messages
    assert first_day == (
        "Der Raum „Saal“ ist am 2. Dezember 2026 von 09:00 bis 16:00 Uhr durch die Veranstaltung "
        "S-1 Asylrecht belegt. Wählen Sie einen anderen Raum oder eine andere Zeit."
    )
    put_into(room, SeminarFactory(days__start=NOON + 30 * A_DAY + 7 * HOUR))  # right after it


def test_rooms_of_another_office_are_not_to_be_had():
    room = venue(of=office("Caritas")).rooms.get()
    with pytest.raises(Refused, match="anderen Zentralstelle"):
        put_into(room, SeminarFactory())


def test_two_sessions_of_a_seminar_swap_their_times_with_room_and_speaker():
    seminar = SeminarFactory()
    put_into(venue().rooms.get(), seminar)
    engage(seminar=seminar, speaker=speaker(), now=NOON)
    one, two = in_order(seminar)
    one.starts_at, two.starts_at = two.starts_at, one.starts_at
    one.ends_at, two.ends_at = two.ends_at, one.ends_at
    plan(seminar=seminar, sessions=[one, two], now=NOON)
    parts = EngagedSession.objects.values_list("session", "starts_at")
    assert sorted(parts) == sorted((s.pk, s.starts_at) for s in (one, two))


def test_a_speaker_teaches_in_one_place_and_added_sessions_too():
    jo, first, other = speaker(), SeminarFactory(number="S-1"), SeminarFactory()
    engage(seminar=first, speaker=jo, now=NOON)
    with pytest.raises(Refused, match="S-1"):
        engage(seminar=other, speaker=jo, now=NOON)
    later = SeminarFactory(days__start=NOON + 60 * A_DAY)
    engage(seminar=later, speaker=jo, now=NOON)
    with pytest.raises(Refused, match="S-1"):
        moved(later, -30 * A_DAY)
    extra = Session(starts_at=NOON + 90 * A_DAY, ends_at=NOON + 90 * A_DAY + HOUR, teaching_units=1)
    plan(seminar=later, sessions=[extra], now=NOON)
    assert EngagedSession.objects.filter(session__seminar=later).count() == 3


def test_the_office_may_allow_an_overlap_with_a_reason():
    jo, first, other = speaker(), SeminarFactory(), SeminarFactory()
    engage(seminar=first, speaker=jo, now=NOON)
    engaged = engage(
        seminar=other, speaker=jo, reason="Nur ein Grußwort", by=office_staff(), now=NOON
    )
    assert engaged.override_reason == "Nur ein Grußwort"
    third = SeminarFactory()
    with pytest.raises(Refused) as refused:
        engage(seminar=third, speaker=jo, now=NOON)
    assert first.number in str(refused.value.messages)


def test_a_speaker_of_single_sessions_teaches_those_only():
    jo, seminar, other = speaker(), SeminarFactory(), SeminarFactory()
    one, two = in_order(seminar)
    engage(seminar=seminar, speaker=jo, sessions=[one], now=NOON)
    engage(seminar=other, speaker=jo, sessions=in_order(other)[1:], now=NOON)
    with pytest.raises(Refused, match="Termin"):
        engage(seminar=seminar, speaker=jo, sessions=[], now=NOON)
    with pytest.raises(Refused):
        engage(seminar=seminar, speaker=jo, sessions=[two], now=NOON)


def test_the_same_person_at_another_office_is_told_and_with_what_once_it_is_public():
    theirs = SeminarFactory(number="C-1", central_office=office("Caritas"), course__title="Recht")
    engage(
        seminar=theirs,
        speaker=speaker("Dr. Jo", of=office("Caritas"), email="jo@example.org"),
        now=NOON,
    )
    mine = speaker("Jo Beispiel", email="Jo@example.org")
    with pytest.raises(Refused) as refused:
        engage(seminar=SeminarFactory(), speaker=mine, now=NOON)
    assert "C-1 Recht" in refused.value.messages[0]
    Seminar.objects.filter(pk=theirs.pk).update(state="planned")
    with pytest.raises(Refused) as refused:
        engage(seminar=SeminarFactory(), speaker=mine, now=NOON)
    assert "C-1" not in refused.value.messages[0]
    assert "für eine andere Zentralstelle im Einsatz" in refused.value.messages[0]


def test_a_seminar_called_off_frees_rooms_and_speakers_and_may_lose_them():
    jo, room, off = speaker(), venue().rooms.get(), SeminarFactory()
    put_into(room, off), engage(seminar=off, speaker=jo, now=NOON)
    staff = office_staff()
    call_off(seminar=off, by=staff, reason="Hochwasser", now=NOON)
    other = SeminarFactory(days=1)
    put_into(room, other), engage(seminar=other, speaker=jo, now=NOON)
    reopen(seminar=off, by=staff, reason="", now=NOON)
    assert [session.venue_room for session in in_order(off)] == [None, room]
    assert [part.session for part in off.engagements.get().parts.all()] == in_order(off)[1:]
    told = [(event.kind, event.reason) for event in off.seat_events.order_by("pk")][-2:]
    assert told == [
        ("terms", "Der Raum ist inzwischen belegt."),
        ("speaker", "Lehrt inzwischen woanders."),
    ]
    with pytest.raises(Refused):
        moved(other, A_DAY)  # the second day is the first seminar's again


def test_only_the_office_engages_its_own_speakers():
    with pytest.raises(PermissionDenied):
        engage(
            seminar=SeminarFactory(),
            speaker=speaker(),
            by=office_staff(office("Caritas")),
            now=NOON,
        )
    with pytest.raises(Refused, match="anderen Zentralstelle"):
        engage(seminar=SeminarFactory(), speaker=speaker(of=office("Caritas")), now=NOON)


def test_whoever_is_dismissed_is_free_again():
    jo, seminar = speaker(), SeminarFactory()
    dismiss(engagement=engage(seminar=seminar, speaker=jo, now=NOON), by=office_staff(), now=NOON)
    engage(seminar=SeminarFactory(), speaker=jo, now=NOON)


def one_after_the_other(first, second):
    """What `second` gives, begun when `first` is done but not committed: it cannot see it yet."""
    done = Event()

    def begin():
        with transaction.atomic():
            first()
            done.set()
            wait_for_somebody_who_waits()
        connection.close()

    def follow():
        done.wait()
        try:
            return bool(second())
        except Refused as refused:
            return refused.messages
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as crowd:
        begun, followed = crowd.submit(begin), crowd.submit(follow)
        begun.result()
        return followed.result()


def wait_for_somebody_who_waits():
    """Until another connection is stopped by a lock, or has gone past; at most two seconds."""
    with connection.cursor() as cursor:
        for _n in range(40):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.02)")


@pytest.mark.django_db(transaction=True)
def test_of_two_hands_at_once_one_gets_the_room_and_the_other_hears_who_has_it():
    room, one, two = venue().rooms.get(), SeminarFactory(number="S-1"), SeminarFactory(number="S-2")
    told = one_after_the_other(lambda: put_into(room, one), lambda: put_into(room, two))
    assert "S-1" in told[0]
    assert set(Session.objects.filter(venue_room=room).values_list("seminar", flat=True)) == {
        one.pk
    }


@pytest.mark.django_db(transaction=True)
def test_two_rooms_at_once_stand_in_nobodys_way():
    hall, salon = venue(rooms=["Saal", "Salon"]).rooms.order_by("name")
    one, two = SeminarFactory(), SeminarFactory()
    assert one_after_the_other(lambda: put_into(hall, one), lambda: put_into(salon, two)) is True


@pytest.mark.django_db(transaction=True)
def test_of_two_seminars_at_once_one_gets_the_speaker():
    jo, one, two = speaker(), SeminarFactory(number="S-1"), SeminarFactory(number="S-2")
    told = one_after_the_other(
        lambda: engage(seminar=one, speaker=jo, now=NOON),
        lambda: engage(seminar=two, speaker=jo, now=NOON),
    )
    assert "S-1" in told[0]
    assert set(EngagedSession.objects.values_list("session__seminar", flat=True)) == {one.pk}
