"""Participation: counted once, in the right year, where people stood when they booked."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.models import Enrolment
from courses.services.attendance import record_attendance
from courses.services.enrolments import enrol
from courses.states import ATTENDANCE_KNOWN, EnrolmentState
from organisations.services.context import context_of
from reports.participation import By, Figures, participation, years_with_attendance
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, provider, site
from tests.factories import programme as programme_called
from tests.reports.people import move_to, stayed_away, took_part

pytestmark = pytest.mark.django_db
ADDED_UP = ["participations", "units", "no_shows"]


def report(by=By.PROVIDER, year=2026, **filters):
    return participation(Enrolment.objects.all(), year=year, by=by, **filters)


def figures(made):
    """The report as plain tuples: name, participations, persons, UE, no-shows."""
    rows = [(row.name, row.figures) for row in made.rows]
    return [
        (name, f.participations, f.persons, f.units, f.no_shows)
        for name, f in [*rows, ("total", made.total)]
    ]


def place(name, in_land):
    return site(f"Stelle {name}", below=provider(name, in_land=in_land), in_land=in_land)


@pytest.fixture
def _example():
    """Two seminars; Ada moves from provider Nord to provider Süd between them."""
    north, south = place("Nord", "HH"), place("Süd", "BY")
    spring, autumn = SeminarFactory(), SeminarFactory()
    ada, ben, cem, dora = (counsellor(at) for at in (north, north, south, south))
    took_part(ada, spring)
    took_part(ben, spring, units="6.25", state=EnrolmentState.PARTLY_ATTENDED)
    stayed_away(cem, spring)
    move_to(ada, south)
    took_part(ada, autumn)
    took_part(cem, autumn)
    stayed_away(ben, autumn)
    took_part(dora, autumn, state=EnrolmentState.CANCELLED)
    took_part(dora, spring, state=EnrolmentState.WAITING)
    took_part(counsellor(north), autumn, state=EnrolmentState.CONFIRMED)


@pytest.mark.usefixtures("_example")
def test_the_figures_per_provider_are_those_counted_by_hand():
    made = report()
    assert figures(made) == [
        ("Nord", 2, 2, Decimal("22.25"), 1),
        ("Süd", 2, 2, Decimal("32.00"), 1),
        ("total", 4, 3, Decimal("54.25"), 2),
    ]
    assert made.persons_in_rows == 4


@pytest.mark.usefixtures("_example")
def test_the_figures_per_land_are_those_counted_by_hand():
    assert figures(report(By.STATE)) == [
        ("Bayern", 2, 2, Decimal("32.00"), 1),
        ("Hamburg", 2, 2, Decimal("22.25"), 1),
        ("total", 4, 3, Decimal("54.25"), 2),
    ]


@pytest.mark.usefixtures("_example")
def test_per_provider_and_land_a_provider_has_a_row_for_each_land():
    took_part(counsellor(site("Nord-Ost", below=provider("Nord"), in_land="MV")), SeminarFactory())
    made = report(By.PROVIDER_AND_STATE)
    assert [(row.title, row.whereabouts, row.figures.participations) for row in made.rows] == [
        ("Nord (Hamburg)", "AWO · Hamburg", 2),
        ("Süd (Bayern)", "AWO · Bayern", 2),
        ("Nord (Mecklenburg-Vorpommern)", "AWO · Mecklenburg-Vorpommern", 1),
    ]
    assert made.total == report().total


@pytest.mark.usefixtures("_example")
def test_a_report_does_not_shift_when_people_move():
    before = figures(report()), figures(report(By.STATE))
    elsewhere = place("Anderswo", "SN")
    for enrolment in Enrolment.objects.select_related("employment"):
        enrolment.employment.organisation = elsewhere
        enrolment.employment.save()
    assert (figures(report()), figures(report(By.STATE))) == before


def test_the_figures_rest_on_recorded_attendance():
    seminar, person = SeminarFactory(days__start=NOON + 30 * A_DAY), counsellor()
    enrolment = enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    minutes = dict.fromkeys(seminar.sessions.values_list("pk", flat=True), 0)
    minutes[min(minutes)] = 7 * 60
    after = NOON + 40 * A_DAY
    record_attendance(seminar=seminar, minutes={enrolment.pk: minutes}, by=person, now=after)
    assert figures(report()) == [
        ("Träger Eins", 1, 1, Decimal("8.00"), 0),
        ("total", 1, 1, Decimal("8.00"), 0),
    ]


def test_a_seminar_belongs_to_the_year_its_first_session_begins_in_berlin():
    silvester = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)  # 23:59 in Berlin
    new_year = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)  # 00:00 in Berlin
    person = counsellor()
    for begin in (silvester, new_year):
        took_part(
            person, SeminarFactory(days__start=begin + A_DAY / 8)
        )  # sessions begin 3 h earlier
    assert {year: report(year=year).total.participations for year in (2025, 2026, 2027)} == {
        2025: 0,
        2026: 1,
        2027: 1,
    }
    assert years_with_attendance(Enrolment.objects.all()) == [2027, 2026]


def test_one_programme_counts_its_own_people_only():
    seminar = SeminarFactory()
    took_part(counsellor(in_programme="MBE"), seminar)
    took_part(counsellor(in_programme="JMD"), seminar)
    assert report().total.participations == 2
    made = report(programme=programme_called("JMD"))
    assert figures(made)[-1] == ("total", 1, 1, Decimal("16.00"), 0)


def test_equal_figures_are_sorted_as_in_a_german_dictionary():
    seminar = SeminarFactory()
    for name in ("Zebra", "Öl", "Ofen", "ähre", "Arm"):
        took_part(counsellor(place(name, "BE")), seminar)
    took_part(counsellor(place("Zebra", "BE")), seminar)
    assert [row.name for row in report().rows] == ["Zebra", "ähre", "Arm", "Ofen", "Öl"]


def test_namesakes_are_told_apart():
    for city in ("Köln", "Bonn"):
        home = provider(f"Haus {city}")
        home.name, home.city = "Haus", city
        home.postcode = {"Köln": "50667", "Bonn": "53111"}[city]
        home.save()
        took_part(counsellor(site(f"Stelle {city}", below=home)), SeminarFactory())
    assert sorted(row.whereabouts for row in report().rows) == ["AWO · Bonn", "AWO · Köln"]


def test_nothing_recorded_is_nothing_counted():
    SeminarFactory()
    assert figures(report()) == [("total", 0, 0, Decimal(0), 0)]
    assert years_with_attendance(Enrolment.objects.all()) == []


@pytest.fixture
def cast():
    """Six people, three at each of two moments, at three providers in two Länder."""
    places = [place("Eins", "BE"), place("Zwei", "BE"), place("Drei", "HH")]
    people = [counsellor(at) for at in places * 2]
    contexts = [context_of(person.job) for person in people[:3]]
    return people, contexts, [SeminarFactory() for _ in range(4)]


UNITS = st.decimals(0, 40, places=2)
ENROLMENTS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 5)),  # seminar, person: once each
    st.tuples(st.integers(0, 2), st.sampled_from(EnrolmentState), UNITS),
)


def test_totals_are_the_sum_of_the_rows_and_the_same_in_both_views(cast):
    people, contexts, seminars = cast

    @settings(max_examples=60, deadline=None)
    @given(ENROLMENTS)
    def holds(drawn):
        Enrolment.objects.all().delete()
        Enrolment.objects.bulk_create(
            Enrolment(
                seminar=seminars[seminar],
                person=people[person],
                state=state,
                requested_at=NOON,
                moved_at=NOON,
                held_until=NOON if state == EnrolmentState.HELD else None,
                attended_units=units if state in ATTENDANCE_KNOWN else None,
                **contexts[context],
            )
            for (seminar, person), (context, state, units) in drawn.items()
        )
        views = [report(by) for by in By]
        for made in views:
            for name in ADDED_UP:
                rows = sum(getattr(row.figures, name) for row in made.rows)
                assert getattr(made.total, name) == rows
            assert made.total.persons <= made.persons_in_rows
        assert views[0].total == views[1].total == counted_plainly()

    holds()


def counted_plainly():
    """The same totals by going through the enrolments one by one."""
    there = [e for e in Enrolment.objects.all() if e.state in ("attended", "partly_attended")]
    return Figures(
        participations=len(there),
        persons=len({e.person_id for e in there}),
        units=sum((e.attended_units for e in there), Decimal(0)),
        no_shows=Enrolment.objects.filter(state="absent").count(),
    )
