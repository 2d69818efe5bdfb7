"""Plan and actual: worked cases, and sums that add up whatever the numbers."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.kinds import CostKind, FundingType
from reports.rules.costs import Account, Line, granted, limits_of, lines_of


def euros(text):
    return Decimal(str(text)).quantize(Decimal("0.01"))


def rule(day_rate=None, share=None):
    return SimpleNamespace(
        day_rate=None if day_rate is None else euros(day_rate),
        share=None if share is None else Decimal(share),
    )


def cap(kind, per_day=None, per_seminar=None):
    return SimpleNamespace(
        kind=kind,
        per_day=None if per_day is None else euros(per_day),
        per_seminar=None if per_seminar is None else euros(per_seminar),
    )


@pytest.mark.parametrize(
    ("kind", "terms", "fundable", "income", "days", "expected"),
    [
        (FundingType.SHORTFALL, {}, 1000, 300, 20, 700),
        (FundingType.SHORTFALL, {}, 1000, 1200, 20, 0),
        (FundingType.SHORTFALL, {"day_rate": 30}, 1000, 300, 20, 600),
        (FundingType.SHARE, {"share": "80"}, 1000, 300, 20, 800),
        (FundingType.SHARE, {"share": "33.33"}, "100.01", 0, 1, "33.33"),
        (FundingType.SHARE, {"share": "80", "day_rate": 30}, 1000, 0, 20, 600),
        (FundingType.FIXED, {"day_rate": 40}, 1000, 300, "12.5", 500),
        (FundingType.FIXED, {"day_rate": 40}, 400, 0, "12.5", 400),
        (FundingType.FIXED, {}, 1000, 300, 20, 1000),
    ],
)
def test_what_a_grant_pays(kind, terms, fundable, income, days, expected):
    facts = {"fundable": euros(fundable), "income": euros(income), "days": Decimal(days)}
    assert granted(kind, rule(**terms), **facts) == euros(expected)


def test_without_a_rule_nothing_is_paid():
    facts = {"fundable": euros(5), "income": euros(0), "days": Decimal(1)}
    assert granted(FundingType.FIXED, None, **facts) == 0


def test_a_cap_limits_per_day_and_per_seminar():
    caps = [
        cap(CostKind.CATERING, per_day=24),
        cap(CostKind.SPEAKERS, per_seminar=1000),
        cap(CostKind.VENUE, per_day=50, per_seminar=600),
        cap(CostKind.OTHER, per_seminar=0),
    ]
    assert limits_of(rule(), caps, Decimal("12.5")) == {
        CostKind.CATERING: euros(300),
        CostKind.SPEAKERS: euros(1000),
        CostKind.VENUE: euros(600),
        CostKind.OTHER: euros(0),
    }
    assert limits_of(None, caps, Decimal(1)) == {}


def test_a_line_tells_deviation_and_what_is_fundable():
    planned = {CostKind.SPEAKERS: euros(800), CostKind.MATERIAL: euros(50)}
    spent = [("speakers", euros(700)), ("speakers", euros(300)), ("travel", euros("12.30"))]
    speakers, travel, material = lines_of(planned, spent, {CostKind.SPEAKERS: euros(900)})
    assert (speakers.actual, speakers.deviation, speakers.percent) == (1000, 200, 25)
    assert (speakers.fundable, speakers.over) == (900, 100)
    assert (travel.kind, travel.fundable, travel.percent) == ("travel", euros("12.30"), None)
    assert (material.actual, material.deviation, material.percent) == (0, -50, -100)


def test_money_that_came_back_is_taken_off_and_never_funded_below_nothing():
    (line,) = lines_of({}, [("venue", euros(100)), ("venue", euros(-130))], {})
    assert (line.actual, line.fundable, line.over) == (-30, 0, 0)


money = st.decimals(0, 100_000, places=2)
kinds = st.sampled_from(list(CostKind))
terms = st.builds(
    rule,
    day_rate=st.none() | st.decimals(0, 500, places=2),
    share=st.none() | st.decimals(Decimal("0.01"), 100, places=2),
)


@given(
    st.dictionaries(kinds, money),
    st.lists(st.tuples(kinds, st.decimals(-10_000, 100_000, places=2)), max_size=20),
    st.lists(st.builds(cap, kinds, per_day=money, per_seminar=st.none() | money)),
    terms,
    st.sampled_from(FundingType.values),
    st.tuples(money, st.integers(0, 400).map(lambda halves: Decimal(halves) / 2)),
)
def test_everything_adds_up(planned, spent, caps, any_rule, kind, income_and_days):
    income, days = income_and_days
    lines = lines_of(planned, spent, limits_of(any_rule, caps, days))
    fundable = sum((line.fundable for line in lines), Decimal(0))
    paid = granted(kind, any_rule, fundable=fundable, income=income, days=days)
    account = Account(lines, Decimal(0), income, paid)
    assert account.planned == sum(planned.values())
    assert account.actual == sum(amount for _kind, amount in spent)
    assert account.actual == account.grant + account.income + account.own
    assert account.deviation == sum(line.deviation for line in lines)
    assert 0 <= paid <= account.fundable == fundable
    assert all(each == each.quantize(Decimal("0.01")) for each in [paid, account.own, fundable])
    assert all(line.fundable + line.over == max(line.actual, 0) for line in lines)


def test_a_plan_of_nothing_has_no_percentage():
    assert Line(CostKind.OTHER).percent is None
