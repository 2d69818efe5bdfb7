"""Seminars from files: dates on Berlin's clocks, and changes that spare whoever has booked."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Attendance, Course, Seminar, Session
from courses.services.enrolments import enrol
from courses.services.imports import import_seminars
from courses.services.imports.sessions import spread
from courses.services.seminars import plan
from courses.states import SeminarState
from tests.factories import NOON, CourseFactory, counsellor, office, venue
from tests.importing import Imports, all_laender, as_csv
from tests.post import letters

SEMINAR = {
    "Nummer": "S-1",
    "Kurs": "FB-006",
    "Zentralstelle": "AWO",
    "Ort": "Haus am Wannsee",
    "Bundesland": "DE-BE",
    "Termine": "25.03.2027 09:00-16:00 | 30.03.2027 09:00 – 12:15 Uhr",
    "Mindestzahl": "1",
    "Höchstzahl": "1",
    "Anmeldung ab": "20.09.2026",
    "Anmeldeschluss": "1.3.2027",
    "Beitrag (€)": "60,50",
    "Platzkontingente": "",
    "Zustimmung nötig": "nein",
}


@pytest.fixture
def imports(request, tmp_path):
    request.getfixturevalue("db")
    all_laender()
    return Imports(tmp_path)


@pytest.fixture
def course(request):
    request.getfixturevalue("imports")
    office("AWO")
    return CourseFactory(code="FB-006", teaching_units=12)


def load(**changes):
    """Import the one seminar, changed; the lines told."""
    data = as_csv([SEMINAR | changes])
    return list(import_seminars(data=data, now=NOON, and_publish=True).lines())


def only():
    return Seminar.objects.get()


def sessions():
    return list(only().sessions.order_by("starts_at"))


def book(seminar):
    person = counsellor()
    return enrol(person=person, seminar=seminar, employment=person.job, now=NOON)


def test_the_sample_comes_in_completely_and_a_second_time_changes_nothing(imports):
    for command, name in [
        ("import_organisations", "associations.csv"),
        ("import_courses", "courses.csv"),
    ]:
        imports.run(command, name)
    assert imports.run("import_seminars", "seminars.csv") == [
        "Veranstaltungen: 40 neu, 0 geändert, 0 unverändert",
        "Platzkontingente: 20 neu, 0 geändert, 0 unverändert",
    ]
    assert {seminar.state for seminar in Seminar.objects.all()} == {SeminarState.PLANNED}
    before = list(Session.objects.order_by("pk").values())
    for published in (40, 0):
        assert imports.run("import_seminars", "seminars.csv", publish=True) == [
            "Veranstaltungen: 0 neu, 0 geändert, 40 unverändert",
            "Platzkontingente: 0 neu, 0 geändert, 20 unverändert",
            f"Veröffentlicht: {published}",
        ]
    assert list(Session.objects.order_by("pk").values()) == before
    assert Seminar.objects.filter(approval_policy="manager").count() == 14
    for seminar in Seminar.objects.select_related("course"):
        units = sum(session.teaching_units for session in seminar.sessions.all())
        assert units == seminar.course.teaching_units


@pytest.mark.usefixtures("course")
def test_times_are_berlins_in_winter_and_summer_and_units_follow_the_length():
    load()
    assert [(s.starts_at, s.ends_at, s.teaching_units) for s in sessions()] == [
        (datetime(2027, 3, 25, 8, tzinfo=UTC), datetime(2027, 3, 25, 15, tzinfo=UTC), 8),
        (datetime(2027, 3, 30, 7, tzinfo=UTC), datetime(2027, 3, 30, 10, 15, tzinfo=UTC), 4),
    ]
    seminar = only()
    assert (seminar.opens_at, seminar.closes_at) == (
        datetime(2026, 9, 19, 22, tzinfo=UTC),  # midnight in summer
        datetime(2027, 3, 1, 22, 59, tzinfo=UTC),  # a minute before midnight in winter
    )
    assert (seminar.fee, seminar.land.short, seminar.capacity) == (Decimal("60.50"), "BE", 1)


@given(
    minutes=st.lists(st.integers(1, 600), min_size=1, max_size=12),
    more=st.decimals(0, 90, places=1),
)
def test_units_are_spread_in_halves_to_the_exact_sum_and_nobody_goes_without(minutes, more):
    units = Decimal("0.5") * len(minutes) + more
    spread_out = spread(units, minutes)
    assert sum(spread_out) == units
    assert min(spread_out) >= Decimal("0.5")
    assert sum(share % Decimal("0.5") != 0 for share in spread_out) <= 1


@pytest.mark.parametrize(
    ("units", "minutes", "expected"),
    [
        ("24", [420, 420, 420], "8 8 8"),
        ("20", [420, 420, 195], "8 8 4"),
        ("8", [60, 60, 60], "3 2.5 2.5"),
        ("2", [600, 5, 5], "1 0.5 0.5"),
        ("1.3", [60, 90], "0.5 0.8"),
    ],
)
def test_units_are_spread_in_proportion_to_the_length(units, minutes, expected):
    assert spread(Decimal(units), minutes) == [Decimal(share) for share in expected.split()]


@pytest.mark.usefixtures("course")
def test_more_seats_are_given_to_whoever_waits():
    load()
    first, second = book(only()), book(only())
    assert load(Höchstzahl="2")[0] == "Veranstaltungen: 0 neu, 1 geändert, 0 unverändert"
    assert [e.state for e in only().enrolments.order_by("pk")] == ["confirmed", "confirmed"]
    assert [first.state, second.state] == ["confirmed", "waiting"]


@pytest.mark.usefixtures("course")
def test_a_moved_session_stays_itself_in_every_calendar_and_everybody_is_told_once():
    load()
    enrolment = book(only())
    before = [session.pk for session in sessions()]
    # The first moves to the time the second had.
    told = load(Termine="30.03.2027 09:00-12:15 | 31.03.2027 09:00-16:00")
    assert told == [
        "Veranstaltungen: 0 neu, 1 geändert, 0 unverändert",
        "S-1: Termine oder Ort haben sich geändert. Eine Person erfährt es per E-Mail.",
        "Veröffentlicht: 0",
    ]
    assert [(s.pk, s.sequence, s.teaching_units) for s in sessions()] == [
        (before[0], 1, 4),
        (before[1], 1, 8),
    ]
    for _twice in range(2):
        load(Termine="30.03.2027 09:00-12:15 | 31.03.2027 09:00-16:00", Ort="Anderswo")
    assert [s.sequence for s in sessions()] == [2, 2]
    told = letters(to=enrolment.person.email, subject__contains="geändert")
    assert len(told) == 2


@pytest.mark.usefixtures("course")
def test_sessions_are_added_and_removed_while_the_others_stay():
    load()
    first, second = sessions()
    load(Termine="30.03.2027 09:00-12:15")
    assert [(s.pk, s.sequence, s.teaching_units) for s in sessions()] == [(second.pk, 0, 12)]
    load()
    assert [(s.pk == second.pk, s.sequence, s.teaching_units) for s in sessions()] == [
        (False, 0, 8),
        (True, 0, 4),
    ]
    assert not Session.objects.filter(pk=first.pk).exists()


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    "dates", ["30.03.2027 09:00-12:15", "26.03.2027 09:00-16:00 | 30.03.2027 09:00-12:15"]
)
def test_a_session_with_attendance_is_neither_removed_nor_moved(imports, dates):
    load()
    enrolment, (held, to_come) = book(only()), sessions()
    Attendance.objects.create(enrolment=enrolment, session=held, minutes=420, recorded_at=NOON)
    assert imports.refused("import_seminars", [SEMINAR | {"Termine": dates, "Ort": "Neu"}]) == [
        (
            "Zeile 2, Termine: Die Anwesenheit am Termin 25.03.2027 09:00–16:00 ist erfasst. Er "
            "kann weder verlegt noch entfernt werden."
        )
    ]
    assert only().place == "Haus am Wannsee"
    # The other one may, and the first keeps the units that certificates may rest on.
    Course.objects.update(teaching_units=13)
    load(Termine="25.03.2027 09:00-16:00 | 02.04.2027 09:00-16:00")
    assert [(s.pk, s.sequence, s.teaching_units) for s in sessions()] == [
        (held.pk, 0, 8),
        (to_come.pk, 1, 5),
    ]


def test_what_is_settled_or_booked_does_not_change(imports, course):
    load()
    book(only())
    CourseFactory(code="FB-007")
    assert imports.refused("import_seminars", [SEMINAR | {"Kurs": "FB-007"}]) == [
        (
            "Zeile 2, Kurs: Für den Kurs FB-006 gibt es bereits Anmeldungen. Legen Sie für den "
            "anderen Kurs eine Veranstaltung mit eigener Nummer an."
        )
    ]
    Seminar.objects.update(state=SeminarState.CALLED_OFF)
    course.teaching_units = 20
    course.save()
    assert load()[0] == "Veranstaltungen: 0 neu, 0 geändert, 1 unverändert"
    assert [session.teaching_units for session in sessions()] == [8, 4]
    assert imports.refused("import_seminars", [SEMINAR | {"Höchstzahl": "9"}]) == [
        (
            f"Zeile 2, Nummer: Die Veranstaltung ist im Stand „{SeminarState.CALLED_OFF.label}“ "
            "und ändert sich nicht mehr. Entfernen Sie die Zeile oder machen Sie die Änderungen "
            "darin rückgängig."
        )
    ]


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("place", "land"), [("online", ""), ("Online (Zoom)", ""), ("Wien", "Ausland")]
)
def test_online_and_abroad_there_is_no_land(place, land):
    load(Ort=place, Bundesland=land)
    assert (only().place, only().land) == (place, None)


@pytest.mark.usefixtures("course")
def test_a_file_that_moves_the_seminar_takes_it_out_of_its_venue_and_rooms():
    load()
    house, seminar = venue(), only()
    for session in sessions():
        session.venue_room = house.rooms.get()
        seminar.venue = house
        plan(seminar=seminar, sessions=[session], now=NOON)
    load(Ort="Akademie")
    assert (only().place, only().venue) == ("Akademie", None)
    assert {(session.venue_room, session.room) for session in sessions()} == {(None, "")}
    assert "0 geändert, 1 unverändert" in " ".join(load(Ort="Akademie"))
