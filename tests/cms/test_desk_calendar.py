"""The desk's calendar: own seminars beside those of other offices."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.desk.calendar import entries_of
from cms.desk.month import Month, days_of, weeks
from courses.models import Session
from tests.cms.desk import to_the_admin, url
from tests.cms.site import course_page
from tests.factories import SeminarFactory, office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
MARCH = Month(date(2027, 3, 1))


def moment(day, hour=9):
    return timezone.make_aware(datetime(2027, 3, day, hour))  # noqa: DTZ001 – made aware here


def seminar_on(*days, **fields):
    """A seminar in March 2027, with a session on each of the days."""
    seminar = SeminarFactory(**fields)
    seminar.sessions.all().delete()
    for day in days:
        Session.objects.create(
            seminar=seminar, starts_at=moment(day), ends_at=moment(day, 16), teaching_units=8
        )
    return seminar


def test_a_month_has_whole_weeks_and_odd_names_mean_this_one():
    today = date(2027, 3, 10)
    found = weeks(MARCH, [], today=today)
    assert [week.number for week in found] == [9, 10, 11, 12, 13]
    assert (found[0].days[0].date, found[-1].days[-1].date) == (date(2027, 3, 1), date(2027, 4, 4))
    assert [day.date for week in found for day in week.days if day.is_today] == [today]
    holidays = {day.date.day: day.holiday for week in found for day in week.days if day.holiday}
    assert holidays == {26: "Karfreitag", 29: "Ostermontag"}
    regional = {day.date.day: day.regional for week in found for day in week.days if day.regional}
    assert regional == {8: "Frauentag (BE, MV)", 28: "Ostersonntag (BB)"}
    assert [MARCH.before.key, MARCH.after.key] == ["2027-02", "2027-04"]
    for odd in ("", "2027-13", "x", "0001-01", "2027-03-01"):
        assert Month.named(odd, today=today) == MARCH


def test_a_session_over_several_days_stands_on_each_of_them():
    long = Session(starts_at=moment(3, 14), ends_at=moment(5, 12))
    until_midnight = Session(starts_at=moment(8), ends_at=moment(9, 0))
    assert [day.day for day in days_of([long, until_midnight])] == [3, 4, 5, 8]


def test_of_other_offices_only_what_the_catalogue_tells_is_there(client, site):  # noqa: ARG001
    me, caritas = office_staff(), office("Caritas")
    page = course_page("Sozialrecht")
    seminar_on(3, 4, number="A-1", state="planned")
    seminar_on(4, number="C-1", course=page.course, central_office=caritas)
    seminar_on(4, number="C-2", state="planned", central_office=caritas)
    seminar_on(4, number="C-3", state="called_off", central_office=caritas)
    own, other = entries_of(MARCH, own={office()})
    assert (own.title.partition(" ")[0], own.state, own.last) == ("A-1", "planned", 2)
    assert (other.title, other.url, other.office, other.state_text) == (
        "Sozialrecht",
        page.url,
        "Caritas",
        "",
    )
    client.force_login(to_the_admin(me))
    html = client.get(url("calendar"), {"monat": "2027-03"}).content.decode()
    assert html.count('class="desk-weeks"') == 1
    assert [text in html for text in ("A-1", "geplant", "C-1", "C-2", "C-3")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert re.sub(r"\s+", " ", html).count("Tag 2 von 2") == 1
    mine = {"monat": "2027-03", "ansicht": "liste", "zentralstelle": office().pk}
    html = client.get(url("calendar"), mine).content.decode()
    assert "Sozialrecht" not in html
    assert f"monat=2027-04&amp;ansicht=liste&amp;zentralstelle={office().pk}" in html


@pytest.mark.parametrize("view", ["liste", "monat"])
def test_a_day_is_marked_with_the_holidays_of_the_laender(client, view):
    seminar_on(8)
    client.force_login(to_the_admin(office_staff()))
    html = client.get(url("calendar"), {"monat": "2027-03", "ansicht": view}).content.decode()
    # Both views are in the page; the width or the choice decides which is seen.
    assert html.count('<em class="desk-note">Frauentag (BE, MV)</em>') == 2


def test_the_calendar_costs_the_same_for_one_and_many():
    caritas, costs = office("Caritas"), []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            entries_of(MARCH, own={caritas})
        costs.append(len(asked))
        for day in (3, 4, 5, 8, 9):
            seminar_on(day, day + 7, central_office=caritas)
            seminar_on(day)
    with CaptureQueriesContext(connection) as asked:
        found = entries_of(MARCH, own={caritas})
    assert (len(found), costs[1], len(asked)) == (20, 3, 3)
    assert timedelta(0) < found[-1].days[-1] - found[0].days[0]
