"""Counts at the filters equal what an obvious count finds: choose each value and look."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cms.pages.facets import answer
from cms.pages.offers import OF_COURSES, OF_DATES, Dates, Offer, Offers

BERLIN = ZoneInfo("Europe/Berlin")
LANDS = {0: "", 7: "BE", 16: "TH"}
# The ends of months, here and not elsewhere.
STARTS = {
    "2026-12": [
        datetime(2026, 12, 1, tzinfo=BERLIN),
        datetime(2026, 12, 31, 23, 59, tzinfo=BERLIN),
    ],
    "2027-01": [datetime(2027, 1, 1, tzinfo=BERLIN), datetime(2027, 1, 9, 9, tzinfo=BERLIN)],
}
VALUES = {
    "topic": ["recht", "methoden"],
    "mode": ["presence", "online"],
    "programme": ["MBE", "JMD"],
    "office": ["awo", "drk"],
    "land": ["BE", "TH"],
    "month": list(STARTS),
    "free": ["True"],
}
COURSES = st.builds(
    Offer,
    page=st.integers(1, 9),
    course=st.integers(1, 9),
    title=st.sampled_from(["Recht", "recht", "Ästhetik", "Beratung"]),
    mode=st.sampled_from(VALUES["mode"]),
    office=st.sampled_from(VALUES["office"]),
    topics=st.lists(st.sampled_from(VALUES["topic"]), unique=True),
    programmes=st.lists(st.sampled_from(VALUES["programme"]), unique=True),
)
DATES = st.tuples(
    st.integers(0, 5),  # the offer's place
    st.integers(1, 9),  # the seminar
    st.sampled_from([int(each.timestamp()) for month in STARTS.values() for each in month]),
    st.integers(0, 3),  # seats
    st.sampled_from(list(LANDS)),
)
CHOSEN = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}
)
ORDERS = st.sampled_from(["date", "free", "title"])


@st.composite
def programmes(draw):
    """Offers and their dates, these as an obvious list as well."""
    courses = draw(st.lists(COURSES, min_size=1, max_size=6))
    dates = [each for each in draw(st.lists(DATES, max_size=12)) if each[0] < len(courses)]
    columns = zip(*dates, strict=True) if dates else [[]] * 5
    return Offers(courses, Dates(*columns, lands=LANDS)), dates


def has(offer, name, value):
    if name == "programme" and not offer.programmes:
        return True
    return value in offer.values(name)


def date_has(date, name, value):
    _offer, _seminar, starts, seats, land = date
    month = f"{datetime.fromtimestamp(starts, tz=BERLIN):%Y-%m}"
    return {"land": LANDS[land], "month": month, "free": str(seats > 0)}[name] == value


def dates_that_fit(dates, place, chosen):
    asked = {name: value for name, value in chosen.items() if name in OF_DATES}
    own = [date for date in dates if date[0] == place]
    return [each for each in own if all(date_has(each, *one) for one in asked.items())]


def fits(offers, dates, place, chosen):
    of_course = {name: value for name, value in chosen.items() if name in OF_COURSES}
    of_dates = len(chosen) > len(of_course)
    return all(has(offers.courses[place], *each) for each in of_course.items()) and (
        bool(dates_that_fit(dates, place, chosen)) or not of_dates
    )


def plain(hit):
    return [(each.offer, each.seminar, each.starts, each.seats, each.land) for each in hit.dates]


@given(programme=programmes(), chosen=CHOSEN)
def test_each_count_is_what_choosing_the_value_would_leave(programme, chosen):
    offers, dates = programme
    hits, counts = answer(offers, chosen)
    places = range(len(offers))
    wanted = [place for place in places if fits(offers, dates, place, chosen)]
    assert hits.places.tolist() == wanted
    for place, hit in zip(wanted, hits, strict=True):
        fitting = sorted(dates_that_fit(dates, place, chosen), key=lambda date: (date[2], date[1]))
        named = [(*facts, LANDS[land]) for *facts, land in fitting]
        assert (hit.offer, plain(hit)) == (offers.courses[place], named)
    to_all = counts["programme"].pop("", 0)
    for name, values in VALUES.items():
        more = to_all if name == "programme" else 0
        assert {value: counts[name][value] + more for value in values} == {
            value: sum(fits(offers, dates, place, chosen | {name: value}) for place in places)
            for value in values
        }


@given(programme=programmes(), chosen=CHOSEN, by=ORDERS)
def test_hits_come_by_date_by_seats_or_by_title(programme, chosen, by):
    offers, dates = programme
    hits, _counts = answer(offers, chosen)

    def first_and_most(place):
        fitting = dates_that_fit(dates, place, chosen)
        first = min((date[2] for date in fitting), default=np.inf)
        return first, max((date[3] for date in fitting), default=0)

    keys = {
        "date": lambda place: first_and_most(place)[0],
        "free": lambda place: (-first_and_most(place)[1], first_and_most(place)[0]),
        "title": lambda place: offers.courses[place].title.casefold(),
    }
    assert hits.ordered(by).places.tolist() == sorted(hits.places.tolist(), key=keys[by])


@given(programme=programmes(), chosen=CHOSEN)
def test_the_seminars_and_the_months_of_hits_are_those_of_their_dates(programme, chosen):
    offers, dates = programme
    hits, _counts = answer(offers, chosen)
    fitting = [date for place in hits.places for date in dates_that_fit(dates, place, chosen)]
    assert sorted(hits.seminars) == sorted(date[1] for date in fitting)
    months = sorted(month for month in STARTS for date in fitting if date_has(date, "month", month))
    assert hits.first_month == (months[0] if months else "")
    assert len(hits.in_month("2027-01")) == months.count("2027-01")


@given(programme=programmes(), kept=st.sets(st.integers(1, 9)))
def test_offers_with_one_of_some_dates_are_left_with_these_alone(programme, kept):
    offers, dates = programme
    left = offers.only(kept)
    rest = [date for date in dates if date[1] in kept]
    assert left.courses == [offers.courses[place] for place in sorted({date[0] for date in rest})]
    assert sorted(left.dates.seminar.tolist()) == sorted(date[1] for date in rest)
    hits, _counts = answer(left, {})
    assert [len(hit.dates) for hit in hits] == [
        sum(date[0] == place for date in rest) for place in sorted({date[0] for date in rest})
    ]
