"""The reports, for those who may read them on their page."""

import pytest

from organisations.models import User
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
    seminar = SeminarFactory()
    took_part(counsellor(), seminar)
    took_part(counsellor(site("Erfurt", below=provider("Träger Zwei"), in_land="TH")), seminar)
    return seminar


def test_the_report_gives_the_figures_of_the_page(client, figures):
    answer = ask(client, coordinator()).json()
    assert answer.pop("as_of")
    row = {"associations": "AWO", "state": "", "participations": 1, "persons": 1}
    row |= {"units": 16.0, "no_shows": 0}
    assert answer == {
        "year": 2026,
        "by": "provider",
        "programme": None,
        "reach": "alle Zentralstellen",
        "rows": [
            row | {"name": "Träger Eins", "city": ""},
            row | {"name": "Träger Zwei", "city": ""},
        ],
        "total": {"participations": 2, "persons": 2, "units": 32.0, "no_shows": 0},
    }


def test_the_report_is_per_land_and_programme_too(client, figures):
    programme("JMD")
    reader = coordinator()
    per_land = ask(client, reader, by="state", year=2026).json()
    assert [row["name"] for row in per_land["rows"]] == ["Berlin", "Thüringen"]
    assert ask(client, reader, programme="JMD").json()["rows"] == []


@pytest.mark.parametrize("by", ["provider,state", "state,provider"])
def test_the_report_is_per_provider_and_land_in_either_order(client, figures, by):
    took_part(counsellor(site("Jena", below=provider("Träger Eins"), in_land="TH")), figures)
    answer = ask(client, coordinator(), by=by, year=2026).json()
    assert answer["by"] == "provider,state"
    assert [(row["name"], row["state"], row["participations"]) for row in answer["rows"]] == [
        ("Träger Eins", "Berlin", 1),
        ("Träger Eins", "Thüringen", 1),
        ("Träger Zwei", "Thüringen", 1),
    ]
    assert answer["total"]["participations"] == 3


@pytest.mark.parametrize("by", ["person", "provider,person", "provider,state,provider", "state,"])
def test_what_rows_cannot_stand_for_is_told(client, figures, by):
    said = "Nennen Sie provider, state oder beides mit einem Komma dazwischen."
    assert problem(ask(client, coordinator(), by=by))["errors"] == [
        {"field": "by", "message": said}
    ]


def test_an_office_reads_its_own_seminars(client, figures):
    assert ask(client, office_staff()).json()["total"]["persons"] == 2
    assert ask(client, office_staff(office("Caritas"))).json()["rows"] == []


@pytest.mark.parametrize("maker", [counsellor, manager])
def test_for_others_there_is_no_report(client, figures, maker):
    assert problem(ask(client, maker()))["status"] == 404


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"year": 1999}, "year"),
        ({"year": "x"}, "year"),
        ({"by": "association"}, "by"),
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
    with django_assert_num_queries(5):
        assert len(client.get(REPORT, headers=headers).json()["rows"]) == people
