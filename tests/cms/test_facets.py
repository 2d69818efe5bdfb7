"""Counts at the filters equal what an obvious count finds: choose each value and look."""

from hypothesis import given
from hypothesis import strategies as st

from cms.pages.facets import OF_COURSES, OF_DATES, answer
from cms.pages.offers import NO_DATES, Date, Dates, Offer

VALUES = {
    "topic": ["recht", "methoden"],
    "mode": ["presence", "online"],
    "programme": ["MBE", "JMD"],
    "office": ["awo", "drk"],
    "land": ["BE", "TH"],
    "month": ["2026-12", "2027-01"],
    "free": ["True"],
}
DATES = st.builds(
    Date,
    seminar=st.integers(1, 9),
    starts=st.integers(0, 9),
    seats=st.integers(0, 3),
    month=st.sampled_from(VALUES["month"]),
    land=st.sampled_from([*VALUES["land"], ""]),
    free=st.sampled_from(["True", ""]),
)
OFFERS = st.builds(
    Offer,
    page=st.integers(1, 9),
    course=st.integers(1, 9),
    title=st.just("Kurs"),
    mode=st.sampled_from(VALUES["mode"]),
    office=st.sampled_from(VALUES["office"]),
    topics=st.lists(st.sampled_from(VALUES["topic"]), unique=True),
    programmes=st.lists(st.sampled_from(VALUES["programme"]), unique=True),
    dates=st.lists(DATES, max_size=4).map(
        lambda dates: Dates(*map(list, zip(*dates, strict=True))) if dates else NO_DATES
    ),
)
CHOSEN = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}
)


def dates_that_fit(offer, chosen):
    asked = {name: value for name, value in chosen.items() if name in OF_DATES}
    return [
        date
        for date in offer.dates
        if all(getattr(date, name) == value for name, value in asked.items())
    ]


def fits(offer, chosen):
    of_course = {name: value for name, value in chosen.items() if name in OF_COURSES}
    of_dates = len(chosen) > len(of_course)
    return all(offer.has(*each) for each in of_course.items()) and (
        bool(dates_that_fit(offer, chosen)) or not of_dates
    )


@given(offers=st.lists(OFFERS, max_size=6), chosen=CHOSEN)
def test_each_count_is_what_choosing_the_value_would_leave(offers, chosen):
    hits, counts = answer(offers, chosen)
    wanted = [offer for offer in offers if fits(offer, chosen)]
    assert [(hit.offer, list(hit.dates)) for hit in hits] == [
        (offer, dates_that_fit(offer, chosen)) for offer in wanted
    ]
    to_all = counts["programme"].pop("", 0)
    for name, values in VALUES.items():
        more = to_all if name == "programme" else 0
        assert {value: counts[name][value] + more for value in values} == {
            value: sum(fits(offer, chosen | {name: value}) for offer in offers) for value in values
        }
