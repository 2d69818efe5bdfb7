"""Each worked case comes out as the office would say, and so does what changes a chain."""

import pytest

from certificates.chain import Extension, Fact, follow
from certificates.validity import grace_until, last_day, months_later, window_from
from tests.certificates.worked_cases import (
    CASES,
    RENEWS,
    TWO_YEARS,
    again,
    day,
    facts,
    got,
    spans,
)


@pytest.mark.parametrize("case", CASES)
def test_worked_cases(case):
    rule, told, expected = CASES[case]
    assert spans(follow(facts(*told), rule)) == expected


def test_there_are_at_least_forty_of_them():
    assert len(CASES) >= 40


def test_a_backdated_fact_recomputes_what_follows():
    """The refresher seemed too late until the course before it was entered."""
    known = facts(got("22-03-15"), again("26-03-01"))
    assert spans(follow(known, TWO_YEARS)) == ["22-03-15…24-03-15"]
    late = Fact(9, day("24-02-01"), RENEWS)
    assert spans(follow([*known, late], TWO_YEARS)) == [
        "22-03-15…24-01-31",
        "24-02-01…26-02-01",
        "26-03-01…28-03-01",
    ]


def test_a_withdrawn_fact_takes_with_it_what_rested_on_it():
    first, refreshed, once_more = facts(got("22-03-15"), again("24-02-01"), again("26-01-15"))
    assert len(follow([first, refreshed, once_more], TWO_YEARS).periods) == 3
    assert spans(follow([first, once_more], TWO_YEARS)) == ["22-03-15…24-03-15"]
    assert spans(follow([refreshed, once_more], TWO_YEARS)) == []


def test_a_decree_extends_what_ends_in_its_span_and_the_window_moves_along():
    pandemic = Extension(7, day("26-03-01"), day("26-03-31"), day("26-12-31"))
    chain = follow(facts(got("24-03-15"), again("27-03-31")), TWO_YEARS, [pandemic])
    assert spans(chain) == ["24-03-15…26-12-31", "27-03-31…29-03-31"]
    assert [period.extension for period in chain.periods] == [7, None]
    assert chain.periods[0].window_from == day("26-06-30")


@pytest.mark.parametrize("ends", ["26-02-28", "26-04-01"])
def test_a_decree_leaves_alone_what_ends_a_day_before_or_after(ends):
    pandemic = Extension(7, day("26-03-01"), day("26-03-31"), day("26-12-31"))
    chain = follow(facts(got("24-03-15", ends)), TWO_YEARS, [pandemic])
    assert spans(chain) == [f"24-03-15…{ends}"]


def test_every_fact_is_told_what_became_of_it():
    chain = follow(
        facts(again("24-01-01"), got("24-03-15"), again("25-01-01"), again("26-06-16")), TWO_YEARS
    )
    assert [verdict.outcome for verdict in chain.verdicts] == [
        "nothing_to_renew",
        "begins",
        "too_early",
        "too_late",
    ]


def test_window_and_grace_are_counted_from_the_last_day():
    last = last_day(TWO_YEARS, reckoned_from=day("24-08-31"))
    assert (window_from(TWO_YEARS, last), last, grace_until(TWO_YEARS, last)) == (
        day("26-02-28"),
        day("26-08-31"),
        day("26-11-30"),
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("24-02-29", 12, "25-02-28"),
        ("24-02-29", -12, "23-02-28"),
        ("24-01-31", 1, "24-02-29"),
        ("24-12-31", 2, "25-02-28"),
        ("24-01-15", -1, "23-12-15"),
        ("24-05-05", 0, "24-05-05"),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(start, months, end):
    assert months_later(day(start), months) == day(end)
