"""Two hands at once: whoever comes second meets the facts the first one made."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.models import Seminar
from courses.services import seminars
from courses.services.attendance import record_attendance
from courses.services.enrolments import cancel, enrol
from courses.states import ATTENDANCE_KNOWN
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from organisations.models import Employment
from organisations.services.employments import confirm_employment, decline_employment
from tests.factories import A_DAY, NOON, PersonFactory, SeminarFactory, counsellor, manager, site

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = NOON + 40 * A_DAY
TIMES = range(3)  # each story ends well in whichever order the two come


def at_once(*calls):
    """What each call gives, made at the same moment on connections of their own."""
    start = Barrier(len(calls))

    def attempt(call):
        start.wait()
        try:
            return call()
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as crowd:
        return list(crowd.map(attempt, calls))


def book(seminar, person):
    return enrol(person=person, seminar=seminar, employment=person.job, now=NOON)


def states(seminar):
    return sorted(seminar.enrolments.values_list("state", flat=True))


@pytest.mark.parametrize("_time", TIMES)
def test_a_booking_that_began_before_the_end_gets_no_seat_in_a_seminar_that_is_held(_time):
    seminar, late = SeminarFactory(), counsellor()
    booked, _held = at_once(
        lambda: book(seminar, late), lambda: seminars.hold(seminar=seminar, now=AFTER)
    )
    seminar.refresh_from_db()
    assert seminar.state == "held"
    assert states(seminar) == ([] if booked == "refused" else ["confirmed"])


@pytest.mark.parametrize("_time", TIMES)
def test_no_seminar_is_closed_with_a_seat_whose_attendance_nobody_knows(_time):
    seminar, late = SeminarFactory(), counsellor()
    booked, closed = at_once(
        lambda: book(seminar, late), lambda: seminars.close(seminar=seminar, now=AFTER)
    )
    assert [booked, closed].count("refused") == 1
    assert states(seminar) == ([] if booked == "refused" else ["confirmed"])


@pytest.mark.parametrize("_time", TIMES)
def test_a_seat_given_up_while_somebody_books_goes_to_them(_time):
    seminar, leaving, coming = SeminarFactory(capacity=1), counsellor(), counsellor()
    seat = book(seminar, leaving)
    at_once(
        lambda: cancel(enrolment=seat, by=leaving, now=NOON + A_DAY), lambda: book(seminar, coming)
    )
    assert states(seminar) == ["cancelled", "confirmed"]


@pytest.mark.parametrize("_time", TIMES)
def test_cancelling_twice_at_once_cancels_once(_time):
    seminar, person = SeminarFactory(), counsellor()
    seat = book(seminar, person)
    twice = [lambda: cancel(enrolment=seat, by=person, now=NOON + A_DAY)] * 2
    assert at_once(*twice).count("refused") == 1
    assert seat.events.filter(to_state="cancelled").count() == 1


@pytest.mark.parametrize("_time", TIMES)
def test_a_double_click_books_once(_time):
    seminar, person = SeminarFactory(), counsellor()
    assert at_once(*[lambda: book(seminar, person)] * 2).count("refused") == 1
    assert states(seminar) == ["confirmed"]


@pytest.mark.parametrize("_time", TIMES)
def test_attendance_is_not_corrected_behind_a_closed_seminar(_time):
    seminar, office = SeminarFactory(), PersonFactory()
    seat = book(seminar, counsellor())
    sessions = seminar.sessions.values_list("pk", flat=True)

    def record(minutes):
        spent = {seat.pk: dict.fromkeys(sessions, minutes)}
        record_attendance(seminar=seminar, minutes=spent, by=office, now=AFTER)

    record(420)
    corrected, _closed = at_once(
        lambda: record(0), lambda: seminars.close(seminar=seminar, now=AFTER)
    )
    assert Seminar.objects.get().state == "closed"
    assert states(seminar) == (["attended"] if corrected == "refused" else ["absent"])
    assert set(states(seminar)) <= set(ATTENDANCE_KNOWN)


@pytest.mark.parametrize("_time", TIMES)
def test_of_two_managers_who_decide_at_once_one_decides(_time):
    one, other, person = manager(), manager(site()), counsellor()
    Employment.objects.update(state="requested", decided_at=None)
    request, now = person.job, NOON
    outcomes = at_once(
        lambda: confirm_employment(employment=request, by=one, now=now),
        lambda: decline_employment(employment=request, by=other, reason="Nein", now=now),
    )
    assert outcomes.count("refused") == 1
    assert OutgoingMail.objects.get().to == person.email


@pytest.mark.parametrize("_time", TIMES)
def test_two_beats_at_once_hold_every_seminar_once_and_trip_over_none(_time):
    for _seminar in range(5):
        SeminarFactory()
    beat = [lambda: seminars.hold_due(now=AFTER)] * 2
    assert sum(at_once(*beat)) == 5
