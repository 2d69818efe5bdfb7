"""New dates from old ones, on the clock of the wall."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from courses.rules import (
    holiday_on,
    holidays_among,
    later,
    regional_holidays_on,
    series,
    years_later,
)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2026, 3, 10), 1, date(2027, 3, 16)),  # Tuesday of week 11
        (date(2026, 1, 1), 1, date(2027, 1, 7)),  # Thursday of week 1
        (date(2025, 12, 30), 1, date(2027, 1, 5)),  # week 1 of 2026 by its Thursday
        (date(2026, 12, 31), 1, date(2027, 12, 30)),  # week 53 becomes week 52
        (date(2026, 12, 29), 6, date(2032, 12, 28)),  # and stays where there is one
        (date(2027, 3, 16), -1, date(2026, 3, 10)),
    ],
)
def test_a_year_later_is_the_same_weekday_of_the_same_week(day, years, expected):
    assert years_later(day, years) == expected
    assert expected.weekday() == day.weekday()


def test_nine_oclock_stays_nine_oclock_when_the_clocks_change():
    winter = datetime(2026, 3, 24, 8, 0, tzinfo=UTC)  # nine in Berlin
    summer = later(winter, timedelta(days=7))
    assert (summer.astimezone(UTC).hour, timezone.localtime(summer).hour) == (7, 9)
    assert summer - winter == timedelta(days=7, hours=-1)


def test_a_series_is_every_second_tuesday_over_the_change_of_clocks():
    rows = series(
        first=date(2026, 10, 13), begins=time(9), ends=time(12, 30), every_weeks=2, count=3
    )
    told = [
        f"{timezone.localtime(start):%a %d.%m. %H:%M}–{timezone.localtime(end):%H:%M}"
        for start, end in rows
    ]
    assert told == ["Tue 13.10. 09:00–12:30", "Tue 27.10. 09:00–12:30", "Tue 10.11. 09:00–12:30"]
    assert [start.astimezone(UTC).hour for start, _end in rows] == [7, 8, 8]


def test_holidays_are_those_of_the_land():
    assumption, unity = date(2027, 8, 15), date(2027, 10, 3)
    assert (holiday_on(assumption, "SL"), holiday_on(assumption, "BE")) == (
        "Mariä Himmelfahrt",
        "",
    )
    assert holiday_on(unity, None) == "Tag der Deutschen Einheit"
    assert (holiday_on(date(2027, 10, 31), "TH"), holiday_on(date(2027, 10, 31), None)) == (
        "Reformationstag",
        "",
    )
    moments = [datetime(2027, 10, 2, 22, 30, tzinfo=UTC), datetime(2027, 10, 4, 8, tzinfo=UTC)]
    assert holidays_among(moments, "BE") == [(unity, "Tag der Deutschen Einheit")]


def test_a_holiday_in_parts_of_the_land_is_told_as_such():
    assumption = datetime(2028, 8, 15, 9, tzinfo=UTC)
    names = [dict(holidays_among([assumption], land)) for land in ("BY", "SL", "BE")]
    day = assumption.date()
    assert names == [
        {day: "Mariä Himmelfahrt (in Teilen des Landes)"},
        {day: "Mariä Himmelfahrt"},
        {},
    ]


def test_holidays_of_some_laender_are_told_with_where_they_are():
    days = [
        *[(2027, 5, 27), (2027, 8, 15), (2027, 11, 17)],
        *[(2027, 5, 17), (2027, 8, 8), (2027, 8, 9)],
    ]
    assert [regional_holidays_on(date(*day)) for day in days] == [
        "Fronleichnam (BW, BY, HE, NW, RP, SL, in Teilen: SN, TH)",
        "Mariä Himmelfahrt (SL, in Teilen: BY)",
        "Buß- und Bettag (SN)",
        "",  # everywhere
        "",  # in a city only
        "",
    ]
