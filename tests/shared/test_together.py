"""Calls that come while another is at work are done together."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import transaction

from fortbildung.shared import together
from fortbildung.shared.together import OneByOne, Together
from tests.waiting import until


class Work:
    """Doubles numbers, many at once; stands still until it is told to go on."""

    def __init__(self):
        self.done, self.begun, self.goes_on = [], Event(), Event()

    def __call__(self, numbers):
        self.done.append(list(numbers))
        self.begun.set()
        assert self.goes_on.wait(10)
        return [self.double(number, numbers) for number in numbers]

    def double(self, number, _all):
        return 2 * number


class Touchy(Work):
    """No number at all goes with 13, and 13 goes with nobody."""

    error = ZeroDivisionError

    def double(self, number, together):
        if 13 in together and (len(together) > 1 or number == 13):
            raise self.error
        return 2 * number


@pytest.fixture
def call():
    """Ask from a thread of its own; in the order of the calls."""
    with ThreadPoolExecutor(8) as crowd:

        def calling(service, *wishes):
            answers = []
            for wish in wishes:
                idle, before = not service.work.begun.is_set(), len(service.waiting)
                answers.append(crowd.submit(service, wish))
                until(
                    service.work.begun.is_set if idle else lambda n=before: len(service.waiting) > n
                )
            return answers

        yield calling


def first_at_work(call, work, *, of=lambda number: number):
    """A service that is at work for 0, and what becomes of it."""
    service = Together(work, of=of)
    return service, *call(service, 0)


def test_who_comes_meanwhile_is_done_in_one_go_in_the_order_of_coming(call):
    service, first = first_at_work(call, work := Work())
    rest = call(service, 3, 1, 2)
    work.goes_on.set()
    assert [answer.result(5) for answer in [first, *rest]] == [0, 6, 2, 4]
    assert work.done == [[0], [3, 1, 2]]
    assert service(7) == 14  # and whoever comes later begins at once
    assert work.done[2:] == [[7]]


@pytest.fixture
def on_the_way(monkeypatch):
    """Somebody sets out for the service; `let` them call or turn back."""
    monkeypatch.setattr(together, "A_MOMENT", 60)  # seconds; the machine may be slow
    let = Event()

    def go(service, *wishes):
        with service.setting_out():
            assert let.wait(10)
            return [service(wish) for wish in wishes]

    with ThreadPoolExecutor(1) as crowd:

        def set_out(service, *wishes):
            journey = crowd.submit(go, service, *wishes)
            until(lambda: service.under_way == 1)
            return journey, let

        yield set_out


def test_who_has_set_out_is_waited_for(on_the_way):
    (work := Work()).goes_on.set()
    service = Together(work, of=lambda number: number)
    journey, let = on_the_way(service, 5, 6)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(service, 1)
        until(lambda: len(service.waiting) == 1)
        assert not work.done
        let.set()
        assert (first.result(5), journey.result(5)) == (2, [10, 12])
    assert work.done == [[1, 5], [6]]  # what is asked next is a way of its own
    assert service.under_way == 0


def test_who_turns_back_is_not_waited_for(on_the_way):
    (work := Work()).goes_on.set()
    service = Together(work, of=lambda number: number)
    journey, let = on_the_way(service)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(service, 1)
        until(lambda: len(service.waiting) == 1)
        let.set()
        assert (first.result(5), journey.result(5)) == (2, [])


def test_nobody_is_waited_for_longer_than_a_moment(on_the_way, monkeypatch):
    (work := Work()).goes_on.set()
    service = Together(work, of=lambda number: number)
    journey, let = on_the_way(service, 5)
    monkeypatch.setattr(together, "A_MOMENT", 0.005)
    assert service(1) == 2
    let.set()
    assert journey.result(5) == [10]
    assert work.done == [[1], [5]]


def test_no_two_of_one_kind_are_done_together(call):
    service, first = first_at_work(call, work := Work(), of=lambda number: number % 10)
    rest = call(service, 1, 11, 2, 21)
    work.goes_on.set()
    assert [answer.result(5) for answer in [first, *rest]] == [0, 2, 22, 4, 42]
    assert work.done == [[0], [1, 2], [11], [21]]


def test_no_more_are_done_at_once_than_is_good(call, monkeypatch):
    monkeypatch.setattr(together, "MOST", 2)
    service, first = first_at_work(call, work := Work())
    rest = call(service, 1, 2, 3)
    work.goes_on.set()
    assert [answer.result(5) for answer in [first, *rest]] == [0, 2, 4, 6]
    assert work.done == [[0], [1, 2], [3]]


@pytest.mark.parametrize(("error", "said"), [(ZeroDivisionError, 1), (OneByOne, 0)])
def test_nobody_suffers_from_anothers_error(call, caplog, error, said):
    work = Touchy()
    work.error = error
    service, first = first_at_work(call, work)
    good, bad, other = call(service, 1, 13, 2)
    work.goes_on.set()
    assert [answer.result(5) for answer in (first, good, other)] == [0, 2, 4]
    with pytest.raises(error):
        bad.result(5)
    assert work.done[:2] == [[0], [1, 13, 2]]
    assert sorted(work.done[2:]) == [[1], [2], [13]]
    assert caplog.messages == ["3 calls could not be done together."] * said


def test_an_error_of_the_first_lets_the_next_begin(call):
    service, first = first_at_work(call, work := Work())
    work.double = lambda number, _all: {3: 6}[number]
    (next_one,) = call(service, 3)
    work.goes_on.set()
    with pytest.raises(KeyError):
        first.result(5)
    assert next_one.result(5) == 6


def test_nobody_waits_long_behind_somebody_who_waits(call, monkeypatch):
    monkeypatch.setattr(together, "PATIENCE", 0.5)
    service, first = first_at_work(call, work := Work())
    patient, other = call(service, 1, 2)
    until(lambda: len(work.done) == 3)
    assert sorted(work.done) == [[0], [1], [2]]
    work.goes_on.set()
    assert [answer.result(5) for answer in (first, patient, other)] == [0, 2, 4]


@pytest.mark.django_db
def test_inside_a_transaction_a_call_is_part_of_it(call):
    service, first = first_at_work(call, work := Work())
    with transaction.atomic():
        work.goes_on.set()
        assert service(4) == 8
    assert work.done[-1] == [4]
    assert first.result(5) == 0
