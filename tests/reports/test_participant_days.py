"""Participant days: the worked cases, the words, and what holds whatever the numbers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.kinds import EndDays
from reports.rules.participant_days import Day, DayRule, count_days, rule_on

MONDAY = date(2026, 5, 4)
HALVES = {"full_units": Decimal(8), "half_units": Decimal(4)}


def rule(valid_from=date(2026, 1, 1), **facts):
    return DayRule(valid_from=valid_from, **(HALVES | facts))


def days(*units, online=False, start=MONDAY):
    """So many units on days in a row; None is a day off."""
    return [
        Day(start + timedelta(days=number), Decimal(str(each)), online)
        for number, each in enumerate(units)
        if each is not None
    ]


def counted(attended, *rules, held=None):
    held = held or [day.on for day in attended]
    return count_days(attended, held=held, rules=rules or [rule()])


CASES = [
    # what was attended, what is special in the rule, participant days
    ([8], {}, "1"),
    ([10], {}, "1"),
    ([7.99], {}, "0.5"),
    ([4], {}, "0.5"),
    ([3.5], {}, "0"),
    ([8, 8, 8], {}, "3"),
    ([8, 4, 3], {}, "1.5"),
    ([6], {"half_units": None}, "0"),
    ([6], {"full_units": Decimal(6)}, "1"),
    # arrival in the afternoon, departure at noon
    ([4, 8, 4], {}, "2"),
    ([4, 8, 4], {"end_days": EndDays.WHOLE}, "3"),
    ([3, 8, 3], {"end_days": EndDays.WHOLE}, "1"),
    ([8, 8, 8], {"end_days": EndDays.HALF}, "2"),
    ([8, 8, 4], {"end_days": EndDays.TOGETHER}, "2"),
    ([4, 8, 8], {"end_days": EndDays.TOGETHER}, "2"),
    ([4, 8, 4], {"end_days": EndDays.TOGETHER}, "2"),
    ([8, 8], {"end_days": EndDays.TOGETHER}, "1"),
    # a day by itself is neither arrival nor departure
    ([8], {"end_days": EndDays.HALF}, "1"),
    ([8, None, 8], {"end_days": EndDays.HALF}, "2"),
    # two blocks with a day off between them: four end days
    ([8, 8, None, 8, 8], {"end_days": EndDays.HALF}, "2"),
    ([8, 8, None, 8, 8], {"end_days": EndDays.TOGETHER}, "2"),
    # long days: what is above the most changes no day, but the units
    ([12], {"most_units": Decimal(10)}, "1"),
]


@pytest.mark.parametrize(("units", "special", "expected"), CASES)
def test_the_worked_cases(units, special, expected):
    assert counted(days(*units), rule(**special)).days == Decimal(expected)


@pytest.mark.parametrize(("counts", "expected"), [(False, "0"), (True, "2")])
def test_online_days_count_only_where_the_rule_says_so(counts, expected):
    found = counted(days(8, 8, online=True), rule(online_counts=counts))
    assert found.days == Decimal(expected)


def test_each_day_is_counted_by_the_rule_of_that_day():
    before, after = rule(), rule(MONDAY + timedelta(days=1), full_units=Decimal(6))
    assert counted(days(6, 6), before, after).days == Decimal("1.5")
    assert rule_on([after, before], MONDAY) is before
    assert rule_on([after], MONDAY) is None
    (step,) = counted(days(8), after).steps
    assert str(step) == "Mo 4.5.: 8 UE → kein Tag (an diesem Tag gilt keine Regel)"


def test_whoever_misses_the_first_day_has_only_their_departure_cut():
    held = [day.on for day in days(8, 8, 8)]
    attended = days(0, 8, 8)[1:]
    found = counted(attended, rule(end_days=EndDays.TOGETHER), held=held)
    assert found.days == 2


@pytest.mark.parametrize(
    ("units", "special", "words"),
    [
        ([8], {}, ["Mo 4.5.: 8 UE → 1 Tag"]),
        ([6.5], {}, ["Mo 4.5.: 6,5 UE → ein halber Tag"]),
        ([2], {}, ["Mo 4.5.: 2 UE → kein Tag"]),
        (
            [8, 8],
            {"end_days": EndDays.TOGETHER},
            [
                "Mo 4.5.: 8 UE → 1 Tag",
                "Di 5.5.: 8 UE → kein Tag (mit dem ersten Tag zusammen höchstens ein Tag)",
            ],
        ),
        ([12], {"most_units": Decimal(10)}, ["Mo 4.5.: 12 UE → 1 Tag (davon zählen 10)"]),
    ],
)
def test_every_step_is_told_in_words(units, special, words):
    assert [str(step) for step in counted(days(*units), rule(**special)).steps] == words


def test_units_above_the_most_do_not_count():
    assert counted(days(12, 4), rule(most_units=Decimal(10))).units == 14


@st.composite
def seminars(draw):
    """Days that were held, what somebody attended of them, and any rule."""
    offsets = draw(st.sets(st.integers(0, 20), min_size=1, max_size=12))
    held = sorted(MONDAY + timedelta(days=offset) for offset in offsets)
    units = st.decimals(0, 14, places=2)
    attended = [Day(on, draw(units), draw(st.booleans())) for on in held if draw(st.booleans())]
    full = draw(st.decimals(1, 10, places=1))
    special = {
        "full_units": full,
        "half_units": draw(st.none() | st.decimals(Decimal("0.5"), full, places=1)),
        "most_units": draw(st.none() | st.decimals(1, 12, places=1)),
        "end_days": draw(st.sampled_from(EndDays.values)),
        "online_counts": draw(st.booleans()),
    }
    return attended, held, rule(**special)


@given(seminars())
def test_nobody_has_more_days_than_the_calendar(drawn):
    attended, held, any_rule = drawn
    found = count_days(attended, held=held, rules=[any_rule])
    assert 0 <= found.halves <= 2 * len(attended) <= 2 * len(held)
    assert found.days == sum((step.days for step in found.steps), Decimal(0))
    assert found.units <= sum((day.units for day in attended), Decimal(0))


@given(seminars())
def test_the_order_of_the_days_does_not_matter(drawn):
    attended, held, any_rule = drawn
    turned = count_days(attended[::-1], held=held[::-1], rules=[any_rule])
    assert turned == count_days(attended, held=held, rules=[any_rule])
