"""Worked cases: what the office would say, case by case. Days are written as 24-03-15."""

from datetime import date
from decimal import Decimal

from certificates.chain import Fact
from certificates.states import Renewal, Validity
from certificates.validity import Rule
from courses.kinds import QualificationEffect

GRANTS, RENEWS = QualificationEffect.GRANTS, QualificationEffect.RENEWS
FOR_EVER = Rule()
TWO_YEARS = Rule(Validity.COMPLETION, months=24, window_months=6, grace_months=3)
ONE_YEAR = Rule(Validity.COMPLETION, months=12)
FROM_EXPIRY = Rule(Validity.EXPIRY, months=12, window_months=3, grace_months=2)
YEAR_END = Rule(Validity.YEAR_END, years=0, window_months=4, grace_months=1)
YEAR_AFTER = Rule(Validity.YEAR_END, years=2)
END_OF_MARCH = Rule(Validity.FIXED, month=3, day=31, least_months=6)
LEAP_DAY = Rule(Validity.FIXED, month=2, day=29)
ALL_OF_TWO = Rule(
    Validity.COMPLETION, months=24, window_months=12, renewal=Renewal.ALL, courses=frozenset({1, 2})
)
BY_UNITS = Rule(
    Validity.COMPLETION,
    months=36,
    grace_months=6,
    renewal=Renewal.UNITS,
    units=Decimal(16),
    span_months=36,
)


def day(text):
    return date.fromisoformat(f"20{text}")


def got(on, until=None):
    """The full way."""
    return {"day": day(on), "effect": GRANTS, "until": until and day(until)}


def again(on, course=None, units=0):
    """The short way."""
    return {"day": day(on), "effect": RENEWS, "course": course, "units": Decimal(units)}


def facts(*told):
    return [Fact(key, **fact) for key, fact in enumerate(told)]


def spans(chain):
    return [
        f"{p.first:%y-%m-%d}…" + (f"{p.last:%y-%m-%d}" if p.last else "") for p in chain.periods
    ]


CASES = {
    "nothing happened": (TWO_YEARS, [], []),
    "without end": (FOR_EVER, [got("24-03-15")], ["24-03-15…"]),
    "without end, once more": (FOR_EVER, [got("24-03-15"), got("25-01-01")], ["24-03-15…"]),
    "without end, refreshed": (FOR_EVER, [got("24-03-15"), again("25-01-01")], ["24-03-15…"]),
    "the paper names the end": (FOR_EVER, [got("24-03-15", "24-09-30")], ["24-03-15…24-09-30"]),
    "the paper against the rule": (TWO_YEARS, [got("24-03-15", "27-01-01")], ["24-03-15…27-01-01"]),
    "two years": (TWO_YEARS, [got("24-03-15")], ["24-03-15…26-03-15"]),
    "from a leap day, one year": (ONE_YEAR, [got("24-02-29")], ["24-02-29…25-02-28"]),
    "from a leap day, two years": (TWO_YEARS, [got("24-02-29")], ["24-02-29…26-02-28"]),
    "from a leap day to the next": (
        Rule(Validity.COMPLETION, months=48),
        [got("24-02-29")],
        ["24-02-29…28-02-29"],
    ),
    "one month from the 31st": (
        Rule(Validity.COMPLETION, months=1),
        [got("25-01-31")],
        ["25-01-31…25-02-28"],
    ),
    "one month from the 31st in a leap year": (
        Rule(Validity.COMPLETION, months=1),
        [got("24-01-31")],
        ["24-01-31…24-02-29"],
    ),
    "from the last day of a year": (ONE_YEAR, [got("24-12-31")], ["24-12-31…25-12-31"]),
    "renewed on the first day of the window": (
        TWO_YEARS,
        [got("24-03-15"), again("25-09-15")],
        ["24-03-15…25-09-14", "25-09-15…27-09-15"],
    ),
    "refreshed a day before the window": (
        TWO_YEARS,
        [got("24-03-15"), again("25-09-14")],
        ["24-03-15…26-03-15"],
    ),
    "too early, then in time": (
        TWO_YEARS,
        [got("24-03-15"), again("25-09-14"), again("26-01-10")],
        ["24-03-15…26-01-09", "26-01-10…28-01-10"],
    ),
    "renewed on the last day": (
        TWO_YEARS,
        [got("24-03-15"), again("26-03-15")],
        ["24-03-15…26-03-14", "26-03-15…28-03-15"],
    ),
    "refreshed on the first day of the grace": (
        TWO_YEARS,
        [got("24-03-15"), again("26-03-16")],
        ["24-03-15…26-03-15", "26-03-16…28-03-16"],
    ),
    "refreshed on the last day of the grace": (
        TWO_YEARS,
        [got("24-03-15"), again("26-06-15")],
        ["24-03-15…26-03-15", "26-06-15…28-06-15"],
    ),
    "refreshed a day after the grace": (
        TWO_YEARS,
        [got("24-03-15"), again("26-06-16")],
        ["24-03-15…26-03-15"],
    ),
    "the full course after the grace": (
        TWO_YEARS,
        [got("24-03-15"), again("26-06-16"), got("26-09-01")],
        ["24-03-15…26-03-15", "26-09-01…28-09-01"],
    ),
    "the full course before the window": (
        TWO_YEARS,
        [got("24-03-15"), got("24-12-01")],
        ["24-03-15…24-11-30", "24-12-01…26-12-01"],
    ),
    "refreshed without having had it": (TWO_YEARS, [again("24-03-15")], []),
    "refreshed first, learnt later": (
        TWO_YEARS,
        [again("24-03-15"), got("24-05-01")],
        ["24-05-01…26-05-01"],
    ),
    "without a window at any time": (
        ONE_YEAR,
        [got("24-03-15"), again("24-03-16")],
        ["24-03-15…24-03-15", "24-03-16…25-03-16"],
    ),
    "both on one day": (ONE_YEAR, [again("24-03-15"), got("24-03-15")], ["24-03-15…25-03-15"]),
    "the same day twice": (ONE_YEAR, [got("24-03-15"), got("24-03-15")], ["24-03-15…25-03-15"]),
    "from the previous last day": (
        FROM_EXPIRY,
        [got("24-05-10"), again("25-03-01")],
        ["24-05-10…25-02-28", "25-03-01…26-05-10"],
    ),
    "from the previous last day, in the grace": (
        FROM_EXPIRY,
        [got("24-05-10"), again("25-07-10")],
        ["24-05-10…25-05-10", "25-07-10…26-05-10"],
    ),
    "from the previous last day, the full course in the window": (
        FROM_EXPIRY,
        [got("24-05-10"), got("25-02-10")],
        ["24-05-10…25-02-09", "25-02-10…26-05-10"],
    ),
    "from the previous last day, the full course in the grace begins anew": (
        FROM_EXPIRY,
        [got("24-05-10"), got("25-06-01")],
        ["24-05-10…25-05-10", "25-06-01…26-06-01"],
    ),
    "from the previous last day, month by month over a leap day": (
        Rule(Validity.EXPIRY, months=12, window_months=2),
        [got("24-02-29"), again("25-02-01"), again("26-02-01")],
        ["24-02-29…25-01-31", "25-02-01…26-01-31", "26-02-01…27-02-28"],
    ),
    "a grace longer than the validity": (
        Rule(Validity.EXPIRY, months=2, grace_months=12),
        [got("24-01-10"), again("24-11-20")],
        ["24-01-10…24-03-10", "24-11-20…25-01-20"],
    ),
    "to the end of the year": (YEAR_END, [got("24-01-01")], ["24-01-01…24-12-31"]),
    "on the last day of the year": (YEAR_END, [got("24-12-31")], ["24-12-31…24-12-31"]),
    "in the grace after the year": (
        YEAR_END,
        [got("24-06-01"), again("25-01-31")],
        ["24-06-01…24-12-31", "25-01-31…25-12-31"],
    ),
    "after the grace of the year": (
        YEAR_END,
        [got("24-06-01"), again("25-02-01")],
        ["24-06-01…24-12-31"],
    ),
    "renewed in the same year": (
        YEAR_END,
        [got("24-06-01"), again("24-10-01")],
        ["24-06-01…24-12-31"],
    ),
    "two calendar years more": (YEAR_AFTER, [got("24-02-29")], ["24-02-29…26-12-31"]),
    "to the end of March, long enough": (END_OF_MARCH, [got("24-09-30")], ["24-09-30…25-03-31"]),
    "to the end of March, a day too late": (
        END_OF_MARCH,
        [got("24-10-01")],
        ["24-10-01…26-03-31"],
    ),
    "to a leap day that is none": (LEAP_DAY, [got("24-03-01")], ["24-03-01…25-02-28"]),
    "to the leap day itself": (LEAP_DAY, [got("24-02-29")], ["24-02-29…24-02-29"]),
    "one of two courses": (
        ALL_OF_TWO,
        [got("24-01-10"), again("25-02-01", 1)],
        ["24-01-10…26-01-10"],
    ),
    "both of two courses": (
        ALL_OF_TWO,
        [got("24-01-10"), again("25-02-01", 1), again("25-11-01", 2)],
        ["24-01-10…25-10-31", "25-11-01…27-11-01"],
    ),
    "both, but one before the window": (
        ALL_OF_TWO,
        [got("24-01-10"), again("25-01-09", 1), again("25-11-01", 2)],
        ["24-01-10…26-01-10"],
    ),
    "each course counts for one renewal only": (
        ALL_OF_TWO,
        [got("24-01-10"), again("25-02-01", 1), again("25-03-01", 2), again("26-04-01", 2)],
        ["24-01-10…25-02-28", "25-03-01…27-03-01"],
    ),
    "too few teaching units": (
        BY_UNITS,
        [got("23-01-10"), again("24-02-01", units=8)],
        ["23-01-10…26-01-10"],
    ),
    "the oldest training needed sets the new start": (
        BY_UNITS,
        [got("23-01-10"), again("24-02-01", units=8), again("25-06-01", units=8)],
        ["23-01-10…25-05-31", "25-06-01…27-02-01"],
    ),
    "a training not needed any more does not hold it back": (
        BY_UNITS,
        [
            got("23-01-10"),
            again("24-02-01", units=8),
            again("25-06-01", units=8),
            again("26-03-01", units=8),
        ],
        ["23-01-10…25-05-31", "25-06-01…26-02-28", "26-03-01…28-06-01"],
    ),
    "trainings further apart than the span": (
        BY_UNITS,
        [got("24-01-10"), again("24-01-11", units=8), again("27-01-12", units=8)],
        ["24-01-10…27-01-10"],
    ),
    "trainings exactly as far apart as the span": (
        BY_UNITS,
        [got("24-01-10"), again("24-01-12", units=8), again("27-01-12", units=8)],
        ["24-01-10…27-01-10", "27-01-12…27-01-12"],
    ),
    "an overlapping paper that ends earlier": (
        TWO_YEARS,
        [got("24-03-15"), got("25-01-01", "25-12-31")],
        ["24-03-15…26-03-15"],
    ),
    "an overlapping paper that ends later": (
        TWO_YEARS,
        [got("24-03-15"), got("25-01-01", "29-12-31")],
        ["24-03-15…24-12-31", "25-01-01…29-12-31"],
    ),
}
