"""The reports, for those who may read them on their page."""

import pytest

from organisations.models import User
from reports.models import KeptAnswer
from tests.api.calling import bearing, problem, secret_of
from tests.factories import (
    SeminarFactory,
    coordinator,
    counsellor,
    manager,
    office,
    office_staff,
    programme,
    provider,
    site,
)
from tests.reports.people import took_part

pytestmark = pytest.mark.django_db
REPORT = "/api/v1/reports/participation"


def ask(client, person, **asked):
    return client.get(REPORT, asked, headers=bearing(secret_of(person)))


@pytest.fixture
def figures():
    """Five of a provider in Berlin, six of one in Erfurt: enough for everybody to read."""
    seminar = SeminarFactory(capacity=99)
    erfurt = site("Erfurt", below=provider("Träger Zwei"), in_land="TH")
    for place, people in ((site(), 5), (erfurt, 6)):
        for _n in range(people):
            took_part(counsellor(place), seminar)
    return seminar


def told(answer, *names):
    return [tuple(row[name] for name in names) for row in answer["rows"]]


def test_the_report_gives_the_figures_of_the_page(client, figures):
    answer = ask(client, coordinator()).json()
    assert [answer[name] for name in ("report", "year", "by", "programme", "reach")] == [
        "participation",
        2026,
        "provider",
        None,
        "alle Zentralstellen",
    ]
    first, second = answer["rows"]
    assert (first["name"], second["name"]) == ("Träger Zwei", "Träger Eins")
    counted = {"participations": 5, "persons": 5, "units": 80.0, "no_shows": 0, "hidden": []}
    assert {name: second[name] for name in counted} == counted
    assert (second["provider"], second["associations"], second["city"]) == (
        "Träger Eins",
        "AWO",
        "",
    )
    assert answer["total"]["participations"] == 11
    assert {"name": "units", "title": "Unterrichtseinheiten (UE)", "kind": "decimal"} in answer[
        "columns"
    ]


def test_the_report_is_per_land_and_programme_too(client, figures):
    programme("JMD")
    reader = coordinator()
    per_land = ask(client, reader, by="state", year=2026).json()
    assert told(per_land, "name") == [("Thüringen",), ("Berlin",)]
    assert ask(client, reader, programme="JMD").json()["rows"] == []


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("provider,state", [("Träger Zwei", "Thüringen", 6), ("Träger Eins", "Berlin", 5)]),
        ("state,provider", [("Träger Zwei", "Thüringen", 6), ("Träger Eins", "Berlin", 5)]),
    ],
)
def test_the_report_is_by_any_two_in_either_order(client, figures, by, rows):
    answer = ask(client, coordinator(), by=by, year=2026).json()
    assert answer["by"] == by
    assert told(answer, "provider", "state", "participations") == rows
    assert answer["total"]["participations"] == 11


@pytest.mark.parametrize("by", ["person", "provider,person", "provider,state,provider", "state,"])
def test_what_rows_cannot_stand_for_is_told(client, figures, by):
    (error,) = problem(ask(client, coordinator(), by=by))["errors"]
    assert error["field"] in ("by", "then")


def test_what_is_about_few_people_is_null_and_named(client, figures):
    took_part(counsellor(site("Klein", below=provider("Träger Klein"))), figures)
    *_, small = ask(client, coordinator()).json()["rows"]
    assert (small["name"], small["participations"]) == ("Träger Klein", None)
    hidden = ["participations", "persons", "units", "units_offered", "participant_days"]
    assert small["hidden"] == hidden


def test_an_office_reads_its_own_seminars(client, figures):
    assert ask(client, office_staff()).json()["total"]["persons"] == 11
    assert ask(client, office_staff(office("Caritas"))).json()["rows"] == []


def test_a_manager_reads_the_own_team(client, figures):
    assert told(ask(client, manager()).json(), "name", "persons") == [("Träger Eins", 5)]


def test_for_others_there_is_no_report(client, figures):
    assert problem(ask(client, counsellor()))["status"] == 404


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"year": 1999}, "year"),
        ({"year": "x"}, "year"),
        ({"by": "x"}, "by"),
        ({"programme": "nichts"}, "programme"),
        ({"format": "pdf"}, "format"),
    ],
)
def test_what_cannot_be_reported_is_named(client, figures, asked, field):
    (error,) = problem(ask(client, coordinator(), **asked))["errors"]
    assert error["field"] == field


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_file_is_the_one_of_the_page(client, figures, file_format):
    reader = coordinator()
    answer = ask(client, reader, format=file_format, by="state")
    client.force_login(User.objects.get(pk=reader.pk))
    page = client.get(f"/berichte/teilnahmen.{file_format}", {"by": "state"})
    assert answer["Content-Disposition"] == page["Content-Disposition"]
    assert answer["Content-Type"] == page["Content-Type"]
    if file_format == "csv":
        assert answer.content == page.content


@pytest.mark.parametrize("people", [1, 5])
def test_the_report_costs_the_same_for_one_and_many(client, people, django_assert_num_queries):
    seminar = SeminarFactory()
    for n in range(people):
        took_part(counsellor(site(f"Stelle {n}", below=provider(f"Träger {n}"))), seminar)
    headers = bearing(secret_of(coordinator()))
    client.get(REPORT, headers=headers)
    with django_assert_num_queries(6):  # kept
        assert len(client.get(REPORT, headers=headers).json()["rows"]) == people
    KeptAnswer.objects.all().delete()
    with django_assert_num_queries(16):
        assert len(client.get(REPORT, headers=headers).json()["rows"]) == people
