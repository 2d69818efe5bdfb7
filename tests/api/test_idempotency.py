"""A request that is sent again is answered as the first time, and nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Enrolment
from courses.services.enrolments import cancel
from fortbildung.shared.models import IdempotencyKey
from fortbildung.shared.tasks import forget_old_keys
from tests.api.calling import bearing, problem, secret_of
from tests.factories import NOON, SeminarFactory, counsellor

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.sample")]
TIMES = range(3)  # each race ends well in whichever order the two come


@pytest.fixture
def seminar():
    return SeminarFactory()


@pytest.fixture
def secret():
    return secret_of(counsellor(), "write")


def book(seminar, secret, key=None, note=""):
    headers = bearing(secret) | ({} if key is None else {"Idempotency-Key": key})
    client = Client(raise_request_exception=False)
    address = f"/api/sample/book/{seminar.number}"
    return client.post(address, {"note": note}, "application/json", headers=headers)


def same(one, other):
    return (one.status_code, one.content, one["Content-Type"]) == (
        other.status_code,
        other.content,
        other["Content-Type"],
    )


def test_the_same_request_gets_the_same_answer(seminar, secret):
    first, second = book(seminar, secret, "a"), book(seminar, secret, "a")
    assert first.status_code == 201
    assert same(first, second)
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert Enrolment.objects.count() == 1


def test_the_answer_is_the_one_without_a_key(seminar, secret):
    plain, keyed = book(seminar, secret), book(seminar, secret_of(counsellor(), "write"), "a")
    assert plain.json() | {"id": 0} == keyed.json() | {"id": 0}
    assert plain["Content-Type"].partition(";")[0] == keyed["Content-Type"].partition(";")[0]


def test_another_request_under_the_key_is_not_valid(seminar, secret):
    book(seminar, secret, "a")
    answers = [book(seminar, secret, "a", note="x"), book(SeminarFactory(), secret, "a")]
    for answer in answers:
        body = problem(answer)
        assert (body["status"], body["type"]) == (
            422,
            "urn:fortbildung:problem:idempotency-key-reused",
        )
    assert Enrolment.objects.count() == 1


def test_a_refusal_stays_one(seminar, secret):
    seminar.state = "planned"
    seminar.save()
    first = book(seminar, secret, "a")
    seminar.state = "open"
    seminar.save()
    second = book(seminar, secret, "a")
    assert problem(first)["status"] == 409
    assert same(first, second)
    assert second["Idempotency-Replayed"] == "true"
    assert book(seminar, secret, "b").status_code == 201


def test_two_people_may_choose_the_same_key(seminar, secret):
    other = secret_of(counsellor(), "write")
    answers = [book(seminar, whose, "a").status_code for whose in (secret, other)]
    assert answers == [201, 201]
    assert Enrolment.objects.count() == 2


def test_without_a_key_nothing_is_kept(seminar, secret):
    assert [book(seminar, secret).status_code for _ in range(2)] == [201, 409]
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize("note", ["crash", "zu lang"])
def test_what_was_not_done_leaves_nothing_behind(seminar, secret, note):
    assert book(seminar, secret, "a", note=note).status_code in (422, 500)
    assert not IdempotencyKey.objects.exists()
    assert not Enrolment.objects.exists()
    assert book(seminar, secret, "a").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_is_neither_empty_nor_endless(seminar, secret, key):
    (error,) = problem(book(seminar, secret, key))["errors"]
    assert error == {
        "field": "Idempotency-Key",
        "message": "Verwenden Sie 1 bis 255 Zeichen.",
    }
    assert book(seminar, secret, "x" * 255).status_code == 201


def statements(seminar, key):
    """What one booking sends to the database, without the marks of nested transactions."""
    secret = secret_of(counsellor(), "write")
    with CaptureQueriesContext(connection) as queries:
        assert book(seminar, secret, key).status_code == 201
    return [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]


def test_a_key_costs_two_statements(seminar):
    statements(seminar, None)
    with_key, without = statements(seminar, "a"), statements(seminar, None)
    assert len(with_key) - len(without) == 2
    assert not [sql for sql in without if "idempotency" in sql]


def test_a_replay_costs_two_statements(seminar, secret, django_assert_num_queries):
    book(seminar, secret, "a")
    # The token, and a savepoint because a test is a transaction.
    with django_assert_num_queries(1 + 2 + 2):
        book(seminar, secret, "a")


def test_keys_are_forgotten_after_a_day(seminar, secret):
    book(seminar, secret, "old")
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))
    book(seminar, secret, "new")
    assert forget_old_keys() == 1
    assert IdempotencyKey.objects.get().key == "new"


# Two at once, each on a connection of its own


def at_once(*calls):
    start = Barrier(len(calls))

    def attempt(call):
        try:
            start.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as crowd:
        return list(crowd.map(attempt, calls))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", TIMES)
def test_twice_at_once_is_done_once_and_answered_alike(seminar, secret, _time):
    one, other = at_once(*[lambda: book(seminar, secret, "a")] * 2)
    assert one.status_code == 201
    assert same(one, other)
    assert ("Idempotency-Replayed" in one) != ("Idempotency-Replayed" in other)
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", TIMES)
def test_without_a_key_the_second_one_is_refused(seminar, secret, _time):
    """What the key is for: this client cannot tell that its first request got the seat."""
    answers = at_once(*[lambda: book(seminar, secret)] * 2)
    assert sorted(answer.status_code for answer in answers) == [201, 409]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", TIMES)
def test_who_waits_for_a_request_that_breaks_off_does_it_instead(seminar, secret, _time):
    """Nothing is left behind that the other one could trip over."""
    crashing, sound = at_once(
        lambda: book(seminar, secret, "a", note="crash"), lambda: book(seminar, secret, "a")
    )
    assert (crashing.status_code, sound.status_code) in [(500, 201), (422, 201)]
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", TIMES)
def test_a_refusal_and_a_change_at_once_still_give_one_answer(seminar, _time):
    """Whichever of the two requests comes first: both hear the same."""
    person = counsellor()
    secret = secret_of(person, "write")
    book(seminar, secret)
    seat = Enrolment.objects.get()
    one, other, _cancelled = at_once(
        lambda: book(seminar, secret, "a"),
        lambda: book(seminar, secret, "a"),
        lambda: cancel(enrolment=seat, by=person, now=NOON),
    )
    assert one.status_code in (201, 409)
    assert same(one, other)
