"""Chance makes rules and histories: our chain must say what the slow reference says, day by day."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.chain import Extension, Fact, follow
from certificates.states import Renewal, Validity
from certificates.validity import Rule
from courses.kinds import QualificationEffect
from tests.certificates.slow_validity import NEVER, valid_days

BEGIN, HORIZON = date(2023, 11, 20), date(2029, 3, 5)
# Days on which calendars differ are as likely as all others together.
EDGES = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 12, 31)]
EDGES += [date(2025, 1, 1), date(2025, 1, 31), date(2025, 2, 28), date(2026, 8, 31)]
DAYS = st.sampled_from(EDGES) | st.dates(BEGIN, date(2027, 6, 30))
COURSES = [1, 2, 3]


@st.composite
def rules(draw):
    return Rule(
        validity=draw(st.sampled_from(Validity)),
        months=draw(st.integers(1, 26)),
        years=draw(st.integers(0, 2)),
        month=draw(st.integers(1, 12)),
        day=draw(st.sampled_from([1, 15, 29, 30, 31]).filter(bool)),
        least_months=draw(st.integers(0, 14)),
        window_months=draw(st.none() | st.integers(0, 8)),
        grace_months=draw(st.integers(0, 15)),
        renewal=draw(st.sampled_from(Renewal)),
        courses=frozenset(draw(st.sets(st.sampled_from(COURSES)))),
        units=Decimal(draw(st.integers(1, 24))),
        span_months=draw(st.integers(1, 24)),
    )


@st.composite
def histories(draw):
    made = []
    for key in range(draw(st.integers(0, 7))):
        day = draw(DAYS)
        told = draw(st.sampled_from([None, None, None, 0, 40, 500]))
        made.append(
            Fact(
                key,
                day,
                draw(st.sampled_from(QualificationEffect)),
                until=None if told is None else day + timedelta(days=told),
                course=draw(st.none() | st.sampled_from(COURSES)),
                units=Decimal(draw(st.sampled_from([0, 4, 8, 16]))),
            )
        )
    return made


@st.composite
def decrees(draw):
    made = []
    for key in range(draw(st.sampled_from([0, 0, 1, 2]))):
        first, last, until = sorted(draw(st.lists(DAYS, min_size=3, max_size=3)))
        made.append(Extension(key, first, last, until))
    return made


def days_of(chain, day):
    """Each day until the horizon: the last day known that evening, as the reference has it."""
    found = {}
    while day <= HORIZON:
        (covering,) = [p for p in chain.periods if p.covers(day)] or [None]
        found[day] = covering is not None
        day += timedelta(days=1)
    return found


@settings(max_examples=300, deadline=None)
@given(rules(), histories(), decrees())
def test_the_chain_says_day_by_day_what_the_slow_reference_says(rule, facts, by_decree):
    chain = follow(facts, rule, by_decree)
    slow = valid_days(facts, rule, by_decree, HORIZON)
    if facts:
        ours = days_of(chain, min(fact.day for fact in facts))
        assert ours == {day: end is not None for day, end in slow.items()}
    ends = {day: end for day, end in slow.items() if end}
    for period in chain.periods[-1:]:
        assert (period.last or NEVER) == ends[period.first]


@settings(max_examples=150, deadline=None)
@given(rules(), histories(), decrees(), st.randoms())
def test_it_does_not_matter_in_which_order_facts_were_entered(rule, facts, by_decree, chance):
    chain = follow(facts, rule, by_decree)
    shuffled = facts.copy()
    chance.shuffle(shuffled)
    assert follow(shuffled, rule, by_decree) == chain


@settings(max_examples=150, deadline=None)
@given(rules(), histories(), decrees())
def test_each_fact_has_a_verdict_and_periods_follow_each_other(rule, facts, by_decree):
    chain = follow(facts, rule, by_decree)
    assert sorted(verdict.fact for verdict in chain.verdicts) == sorted(f.key for f in facts)
    for before, after in zip(chain.periods, chain.periods[1:], strict=False):
        assert before.last is not None
        assert before.last < after.first
    for period in chain.periods:
        assert period.last is None or period.first <= period.last
