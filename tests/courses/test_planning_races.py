"""Two of the office plan or select at the same moment.

Each story has its negative control: it takes the lock away and lets all look before anybody
acts, so that the loss is certain.
"""

import pytest

from courses.models import Seminar
from courses.services import selecting, seminars
from courses.services.audit import audit_seats
from courses.services.contingents import Promise, set_contingents
from tests.courses.racing import race
from tests.courses.test_races import book, states
from tests.factories import NOON, SeminarFactory, counsellor, office_staff, provider, site

pytestmark = pytest.mark.django_db(transaction=True)


def two_offices_plan():
    seminar, desk = SeminarFactory(capacity=4), office_staff()

    def plan(capacity):
        mine = Seminar.objects.get(pk=seminar.pk)
        mine.capacity = capacity
        seminars.plan(seminar=mine, sessions=[], by=desk, now=NOON)

    race(lambda: plan(6), lambda: plan(9))
    return [
        (event.before["capacity"], event.after["capacity"])
        for event in seminar.seat_events.order_by("pk")
    ]


def test_two_who_change_the_number_of_seats_follow_each_other():
    assert two_offices_plan() in ([(4, 6), (6, 9)], [(4, 9), (9, 6)])


@pytest.mark.usefixtures("no_lock")
def test_without_the_lock_one_change_knows_nothing_of_the_other():
    assert sorted(two_offices_plan()) == [(4, 6), (4, 9)]


def two_offices_promise():
    seminar, desk = SeminarFactory(capacity=3), office_staff()
    owners = [site(), site("Anderswo", below=provider("Träger Zwei"))]

    def promise(owner):
        wanted = [Promise(owner=owner, reserved=2)]
        set_contingents(seminar=seminar, promises=wanted, by=desk, now=NOON)

    race(*[lambda owner=owner: promise(owner) for owner in owners])
    return seminar.contingents.count()


def test_of_two_plans_for_contingents_the_second_holds():
    assert two_offices_promise() == 1
    assert audit_seats(now=NOON) == []


@pytest.mark.usefixtures("no_lock")
def test_without_the_lock_both_plans_stand_and_promise_too_much():
    assert two_offices_promise() == 2
    assert any("4 are needed" in said for said in audit_seats(now=NOON))


def a_selection_committed_twice():
    seminar, desk = SeminarFactory(allocation="selection", capacity=1), office_staff()
    for _person in range(2):
        book(seminar, counsellor())
    now = seminar.closes_at
    selection = selecting.open_selection(seminar=seminar, now=now)
    commit = [lambda: selecting.commit(selection=selection, by=desk, now=now)] * 2
    return seminar, lambda: race(*commit)


def test_a_selection_is_committed_once():
    seminar, go = a_selection_committed_twice()
    assert go().count("refused") == 1
    assert states(seminar) == ["confirmed", "not_selected"]
    assert audit_seats(now=NOON) == []


def test_without_the_lock_only_the_database_refuses_the_second_commit(request):
    seminar, go = a_selection_committed_twice()
    request.getfixturevalue("no_lock")
    assert any("selectionresult" in str(o) or "selection_result" in str(o) for o in go())
    assert states(seminar) == ["confirmed", "not_selected"]
