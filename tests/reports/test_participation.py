"""Participation: counted once, in the right year, where people stood when they booked."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from courses.models import Enrolment
from courses.services.attendance import record_attendance
from courses.services.enrolments import enrol
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, manager, provider, site
from tests.reports.asking import asked, figures, place
from tests.reports.people import move_to, stayed_away, took_part

pytestmark = pytest.mark.django_db


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
    answer = asked()
    assert figures(answer) == [
        ("Nord", 2, 2, Decimal("22.25"), 1),
        ("Süd", 2, 2, Decimal("32.00"), 1),
        ("total", 4, 3, Decimal("54.25"), 2),
    ]
    assert answer.remarks == (
        (
            "Die Zeilen ergeben zusammen 4 Personen, insgesamt sind es 3: Wer in mehreren Zeilen"
            " vorkommt, zählt insgesamt nur einmal."
        ),
    )


@pytest.mark.usefixtures("_example")
def test_the_figures_per_land_are_those_counted_by_hand():
    assert figures(asked("state")) == [
        ("Bayern", 2, 2, Decimal("32.00"), 1),
        ("Hamburg", 2, 2, Decimal("22.25"), 1),
        ("total", 4, 3, Decimal("54.25"), 2),
    ]


@pytest.mark.usefixtures("_example")
def test_per_provider_and_land_a_provider_has_a_row_for_each_land():
    took_part(counsellor(site("Nord-Ost", below=provider("Nord"), in_land="MV")), SeminarFactory())
    answer = asked("provider,state")
    told = [answer.by_name(row.cells) for row in answer.rows]
    assert [(row["provider"], row["state"], row["participations"]) for row in told] == [
        ("Nord", "", 3),
        ("Nord", "Hamburg", 2),
        ("Nord", "Mecklenburg-Vorpommern", 1),
        ("Süd", "", 2),
        ("Süd", "Bayern", 2),
    ]
    assert [row.is_sum for row in answer.rows] == [True, False, False, True, False]
    assert figures(answer)[-1] == figures(asked())[-1]


@pytest.mark.usefixtures("_example")
def test_a_report_does_not_shift_when_people_move():
    before = figures(asked()), figures(asked("state"))
    elsewhere = place("Anderswo", "SN")
    for enrolment in Enrolment.objects.select_related("employment"):
        enrolment.employment.organisation = elsewhere
        enrolment.employment.save()
    assert (figures(asked()), figures(asked("state"))) == before


def test_the_figures_rest_on_recorded_attendance():
    seminar, person = SeminarFactory(days__start=NOON + 30 * A_DAY), counsellor()
    enrolment = enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    minutes = dict.fromkeys(seminar.sessions.values_list("pk", flat=True), 0)
    minutes[min(minutes)] = 7 * 60
    after = NOON + 40 * A_DAY
    record_attendance(seminar=seminar, minutes={enrolment.pk: minutes}, by=person, now=after)
    assert figures(asked()) == [
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
    counted = {year: figures(asked(year=year))[-1][1] for year in ("2026", "2027")}
    assert counted == {"2026": 1, "2027": 1}
    both = asked("year", until="2027")
    assert figures(both)[:2] == [
        ("2026", 1, 1, Decimal("16.00"), 0),
        ("2027", 1, 1, Decimal("16.00"), 0),
    ]
    assert figures(both)[-1][:3] == ("total", 2, 1)
    assert both.title == "Teilnahmen 2026–2027"


def test_one_programme_counts_its_own_people_only():
    seminar = SeminarFactory()
    took_part(counsellor(in_programme="MBE"), seminar)
    took_part(counsellor(in_programme="JMD"), seminar)
    assert figures(asked())[-1][1] == 2
    assert figures(asked(programme="JMD"))[-1] == ("total", 1, 1, Decimal("16.00"), 0)


def test_equal_figures_are_sorted_as_in_a_german_dictionary():
    seminar = SeminarFactory()
    for name in ("Zebra", "Öl", "Ofen", "ähre", "Arm"):
        took_part(counsellor(place(name, "BE")), seminar)
    took_part(counsellor(place("Zebra", "BE")), seminar)
    names = [row[0] for row in figures(asked())[:-1]]
    assert names == ["Zebra", "ähre", "Arm", "Ofen", "Öl"]


def test_namesakes_are_told_apart():
    for city in ("Köln", "Bonn"):
        home = provider(f"Haus {city}")
        home.name, home.city = "Haus", city
        home.postcode = {"Köln": "50667", "Bonn": "53111"}[city]
        home.save()
        took_part(counsellor(site(f"Stelle {city}", below=home)), SeminarFactory())
    assert sorted(row.cells[:3] for row in asked().rows) == [
        ("Haus", "Bonn", "AWO"),
        ("Haus", "Köln", "AWO"),
    ]


def test_nothing_recorded_is_nothing_counted():
    SeminarFactory()
    assert figures(asked()) == [("total", 0, 0, Decimal(0), 0)]


def test_who_cancelled_or_waits_is_counted_apart():
    past, coming = SeminarFactory(days__start=NOON - 9 * A_DAY), SeminarFactory()
    for state, seminar in [
        ("cancelled", past),
        ("cancelled", coming),
        ("waiting", coming),
        ("waiting", past),
        ("not_selected", coming),
        ("confirmed", coming),
        ("replaced", past),
    ]:
        took_part(counsellor(), seminar, state=EnrolmentState(state))
    names = ["participations", "cancellations", "waiting", "never_served"]
    assert figures(asked(), names)[-1] == ("total", 0, 2, 1, 2)


@pytest.mark.usefixtures("_example")
def test_one_figure_stands_in_rows_and_columns():
    answer = asked("provider,state", measure="units")
    assert [column.title for column in answer.columns][3:] == ["Bayern", "Hamburg", "Gesamt"]
    assert [(row.cells[0], *row.cells[3:]) for row in answer.rows] == [
        ("Süd", Decimal("32.00"), 0, Decimal("32.00")),
        ("Nord", 0, Decimal("22.25"), Decimal("22.25")),
    ]
    assert answer.total[3:] == (Decimal("32.00"), Decimal("22.25"), Decimal("54.25"))


def test_a_course_of_two_topics_counts_for_both_and_once_in_all():
    seminar = SeminarFactory(course__topic="Sprache")
    seminar.course.topics.create(name="Beratung", slug="beratung")
    took_part(counsellor(), seminar)
    answer = asked("topic")
    assert [row[:2] for row in figures(answer)] == [("Beratung", 1), ("Sprache", 1), ("total", 1)]
    assert answer.remarks[0].startswith("Ein Kurs kann mehrere Themen haben")


def test_a_row_leads_to_what_it_consists_of():
    took_part(counsellor(), SeminarFactory())
    awo, one = provider().get_root(), provider()
    (row,) = asked("association", programme="MBE").rows
    assert row.leads_to == f"year=2026&programme=MBE&by=provider&association={awo.pk}"
    (row,) = asked("provider", association=str(awo.pk)).rows
    assert row.leads_to == f"year=2026&association={awo.pk}&by=site&provider={one.pk}"
    (row,) = asked("state").rows
    assert row.leads_to == "year=2026&by=provider&state=BE"
    assert asked("site").rows[0].leads_to == ""


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"by": "person"}, "Zahlen: Diese Auswahl gibt es nicht. Bitte wählen Sie neu."),
        ({"until": "2025"}, "bis: Diese Auswahl gibt es nicht. Bitte wählen Sie neu."),
        ({"then": "provider"}, "und: Wählen Sie etwas anderes als für die Zeilen."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_reason(parameters, why):
    with pytest.raises(Refused) as refused:
        asked(**parameters)
    assert refused.value.messages == [why]


def test_a_report_one_may_not_read_is_refused():
    for reader, name in [(counsellor(), "participation"), (manager(), "priorities")]:
        with pytest.raises(Refused):
            asked(reader=reader, name=name)
