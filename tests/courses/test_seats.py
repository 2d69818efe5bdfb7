"""Seats: nobody is overtaken, nothing is oversold, and everybody is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Enrolment, EnrolmentEvent
from courses.seats import Contingent, need
from courses.services import at_hand
from courses.services.enrolments import cancel, enrol
from courses.services.explain import why
from courses.services.queue import position, serve_queue
from courses.services.rooms import open_rooms
from courses.states import LIVE, MOVES, EnrolmentState
from fortbildung.shared.errors import Refused
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, site
from tests.post import letter, letters

HOUR = A_DAY / 24


def book(seminar, person, now=NOON):
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def states(seminar):
    return list(seminar.enrolments.order_by("requested_at", "pk").values_list("state", flat=True))


@pytest.mark.django_db
def test_a_free_seat_is_confirmed_at_once_with_the_calendar_in_the_mail():
    seminar, person = SeminarFactory(), counsellor()
    assert book(seminar, person).state == EnrolmentState.CONFIRMED
    mail = letter()
    assert mail.to == person.email
    assert [a["name"] for a in mail.attachments] == [f"{seminar.number}.ics"]


@pytest.mark.django_db
def test_who_comes_to_a_full_seminar_waits_and_knows_the_place_in_the_queue():
    seminar = SeminarFactory(capacity=1)
    book(seminar, counsellor())
    waiting = [book(seminar, counsellor(), NOON + n * HOUR) for n in (1, 2)]
    assert [e.state for e in waiting] == [EnrolmentState.WAITING] * 2
    assert [position(e) for e in waiting] == [1, 2]
    assert "2" in why(waiting[1], now=NOON)


@pytest.mark.django_db
def test_giving_up_a_seat_moves_up_whoever_waited_longest():
    seminar = SeminarFactory(capacity=1)
    first, second, third = (book(seminar, counsellor(), NOON + n * HOUR) for n in range(3))
    cancel(enrolment=first, by=first.person, now=NOON + 5 * HOUR)
    assert states(seminar) == ["cancelled", "confirmed", "waiting"]
    told = letters(to=second.person.email)
    assert [bool(mail.attachments) for mail in told] == [False, True]
    assert position(third) == 1


@pytest.mark.django_db
def test_leaving_the_queue_gives_nobody_a_seat():
    seminar = SeminarFactory(capacity=1)
    book(seminar, counsellor())
    leaving, staying = (book(seminar, counsellor(), NOON + n * HOUR) for n in (1, 2))
    cancel(enrolment=leaving, by=leaving.person, now=NOON + 3 * HOUR)
    assert states(seminar) == ["confirmed", "cancelled", "waiting"]
    assert position(staying) == 1


@pytest.mark.django_db
def test_more_seats_serve_the_queue_in_its_order():
    seminar = SeminarFactory(capacity=1)
    for n in range(4):
        book(seminar, counsellor(), NOON + n * HOUR)
    seminar.capacity = 3
    seminar.save()
    serve_queue(seminar=seminar, now=NOON + 9 * HOUR)
    assert states(seminar) == ["confirmed", "confirmed", "confirmed", "waiting"]


@pytest.mark.django_db
def test_fewer_seats_take_nobodys_seat():
    seminar = SeminarFactory(capacity=2)
    for n in range(2):
        book(seminar, counsellor(), NOON + n * HOUR)
    seminar.capacity = 1
    seminar.save()
    book(seminar, counsellor(), NOON + 2 * HOUR)
    assert states(seminar) == ["confirmed", "confirmed", "waiting"]


@pytest.mark.django_db
def test_all_reasons_against_a_booking_come_at_once():
    seminar = SeminarFactory(capacity=1, closes_at=NOON)
    person = counsellor(in_programme="JMD")
    seminar.course.programmes.add(counsellor().job.programme)
    with pytest.raises(Refused) as refusal:
        book(seminar, person)
    assert len(refusal.value.messages) == 2
    assert not Enrolment.objects.exists()


@pytest.mark.django_db
def test_nobody_is_enrolled_twice_but_may_come_back_after_cancelling():
    seminar, person = SeminarFactory(), counsellor()
    first = book(seminar, person)
    with pytest.raises(Refused):
        book(seminar, person)
    cancel(enrolment=first, by=person, now=NOON + HOUR)
    assert book(seminar, person, NOON + 2 * HOUR).state == EnrolmentState.CONFIRMED
    assert states(seminar) == ["cancelled", "confirmed"]


@pytest.mark.django_db
def test_the_place_in_the_tree_is_frozen_at_booking():
    seminar, person = SeminarFactory(), counsellor()
    enrolment = book(seminar, person)
    person.job.organisation = site("Anderswo", in_land="HH")
    person.job.save()
    enrolment.refresh_from_db()
    assert (str(enrolment.organisation), str(enrolment.provider), str(enrolment.association)) == (
        "Beratungsstelle Mitte",
        "Träger Eins",
        "AWO",
    )
    assert (enrolment.land.short, enrolment.programme.code) == ("BE", "MBE")


@pytest.mark.django_db
def test_every_enrolment_stands_where_its_last_event_left_it():
    seminar = SeminarFactory(capacity=1)
    made = [book(seminar, counsellor(), NOON + n * HOUR) for n in range(3)]
    cancel(enrolment=made[0], by=made[0].person, now=NOON + 5 * HOUR)
    for enrolment in seminar.enrolments.all():
        assert enrolment.events.order_by("-pk").first().to_state == enrolment.state
    moved = EnrolmentEvent.objects.filter(enrolment=made[1]).order_by("pk")
    assert list(moved.values_list("from_state", "to_state")) == [
        ("", "waiting"),
        ("waiting", "confirmed"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_history_cannot_be_rewritten(verb):
    book(SeminarFactory(), counsellor())
    events = EnrolmentEvent.objects.all()
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        events.update(reason="anders") if verb == "update" else events._raw_delete(events.db)


@pytest.mark.parametrize("before", EnrolmentState)
@pytest.mark.parametrize("after", EnrolmentState)
def test_only_the_moves_on_the_list_are_made(before, after):
    enrolment = Enrolment(state=before)
    if after in MOVES[before]:
        enrolment.move_to(after, now=NOON)
        assert (enrolment.state, enrolment.moved_at) == (after, NOON)
    else:
        with pytest.raises(ValueError, match="cannot become"):
            enrolment.move_to(after, now=NOON)


def test_an_ended_enrolment_never_comes_back_to_life():
    ended = set(EnrolmentState) - set(LIVE) - {EnrolmentState.CALLED_OFF}
    assert {state: MOVES[state] for state in ended} == {state: set() for state in ended}
    assert MOVES[EnrolmentState.CALLED_OFF] == {EnrolmentState.WAITING}


@given(used=st.integers(0, 99), reserved=st.integers(0, 99))
def test_a_guarantee_is_kept_free_until_it_is_used(used, reserved):
    assert need(Contingent(used=used, reserved=reserved)) == max(used, reserved)
    outer = Contingent(used=3, children=[Contingent(used=used, reserved=reserved)])
    assert need(outer) == 3 + max(used, reserved)


def race(seminar, people):
    """Everybody books at the same moment, each on a connection of their own."""

    def attempt(person):
        try:
            return book(seminar, person).state
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as crowd:
        return sorted(crowd.map(attempt, people))


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_is_given_once():
    seminar, people = SeminarFactory(capacity=1), [counsellor() for _ in range(8)]
    race(seminar, people)
    assert sorted(states(seminar)) == ["confirmed"] + ["waiting"] * 7


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_would_oversell(monkeypatch):
    """The negative control: it is the lock, and not luck, that keeps the seat single.

    Without it all but one meet the database, which never gives more seats than there are.
    """
    seminar, people = SeminarFactory(capacity=1), [counsellor() for _ in range(4)]
    counted = Barrier(len(people), timeout=20)

    def wait_until_all_have_counted(seminars, *, now):
        found = open_rooms(seminars, now=now)
        counted.wait()
        return found

    unlocked = at_hand.LOCKED.statement.replace("FOR NO KEY UPDATE OF s", "")
    monkeypatch.setattr(at_hand.LOCKED, "statement", unlocked)
    monkeypatch.setattr("courses.services.enrolments.open_rooms", wait_until_all_have_counted)
    with pytest.raises(IntegrityError, match="more seats given than there are"):
        race(seminar, people)


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_live_enrolment():
    seminar, person = SeminarFactory(), counsellor()
    twin = book(seminar, person)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
