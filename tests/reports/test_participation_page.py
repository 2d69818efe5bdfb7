"""The page and its files: the same figures for those entitled, nothing for anybody else."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from organisations.models import Role
from organisations.states import RoleKind
from tests.factories import (
    PersonFactory,
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
from tests.reports.people import move_to, stayed_away, took_part

pytestmark = pytest.mark.django_db
PAGE, XLSX, CSV = (reverse(f"reports:participation{suffix}") for suffix in ("", "_xlsx", "_csv"))


def auditor():
    person = PersonFactory()
    Role.objects.create(user=person, kind=RoleKind.AUDITOR)
    return person


def place(name, in_land="BE"):
    return site(f"Stelle {name}", below=provider(name, in_land=in_land), in_land=in_land)


def read_csv(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("address", [PAGE, XLSX, CSV])
def test_figures_are_for_those_who_answer_for_the_training(client, address):
    answers = []
    for make in (coordinator, auditor, office_staff, manager, counsellor, PersonFactory):
        client.force_login(make())
        answers.append(client.get(address).status_code)
    assert answers == [200, 200, 200, 404, 404, 404]


@pytest.mark.parametrize("address", [PAGE, XLSX, CSV])
def test_who_is_not_logged_in_is_asked_to(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{reverse('account_login')}?next={address}",
    )


def test_the_way_to_the_reports_leads_to_this_one(client):
    assert client.get("/berichte/")["Location"] == "/berichte/teilnahmen/"


def test_an_office_reads_its_own_seminars_and_coordination_all(client):
    own, foreign = SeminarFactory(), SeminarFactory(central_office=office("DRK"))
    staff = office_staff()
    took_part(counsellor(), own)
    took_part(counsellor(), foreign)
    took_part(counsellor(), foreign)
    seen = []
    for reader in (staff, office_staff(office("DRK")), coordinator()):
        client.force_login(reader)
        answer = client.get(PAGE, {"year": 2026})
        seen.append((answer.context["report"].total.participations, str(answer.context["reach"])))
    assert seen == [
        (1, "Zentralstelle AWO"),
        (2, "Zentralstelle DRK"),
        (3, "alle Zentralstellen"),
    ]


def test_an_office_learns_nothing_from_years_in_which_only_others_held_seminars(client):
    took_part(counsellor(), SeminarFactory(central_office=office("DRK")))
    client.force_login(office_staff())
    answer = client.get(PAGE)
    assert answer.context["report"].rows == ()
    assert answer.context["elsewhere"] == ""


@pytest.mark.parametrize("by", ["provider", "state"])
def test_the_report_names_nobody(client, by):
    person = counsellor(first_name="Zacharias", last_name="Unverwechselbar")
    took_part(person, SeminarFactory())
    client.force_login(coordinator())
    for address in (PAGE, CSV):
        text = client.get(address, {"by": by, "year": 2026}).content.decode()
        assert not [word for word in ("Zacharias", "Unverwechselbar", person.email) if word in text]


def test_the_page_explains_why_persons_do_not_add_up(client):
    person = counsellor(place("Nord"))
    took_part(person, SeminarFactory())
    client.force_login(coordinator())
    why = "ergeben zusammen 2 Personen, insgesamt sind es 1"
    assert why not in client.get(PAGE, {"year": 2026}).content.decode()
    move_to(person, place("Süd"))
    took_part(person, SeminarFactory())
    assert why in client.get(PAGE, {"year": 2026}).content.decode()


def test_numbers_are_written_as_germans_read_them(client):
    seminar = SeminarFactory()
    for units in ("999.5", "234.25"):
        took_part(counsellor(), seminar, units=units)
    client.force_login(coordinator())
    page = client.get(PAGE, {"year": 2026}).content.decode()
    assert page.count("1.233,75") == 3  # headline, row, total


def test_without_a_choice_the_latest_year_with_figures_is_shown(client):
    took_part(counsellor(), SeminarFactory())
    client.force_login(coordinator())
    assert client.get(PAGE).context["year"] == 2026
    assert client.get(PAGE, {"year": ""}).context["year"] == 2026


@pytest.mark.parametrize(
    "choice", [{"year": "never"}, {"year": "1999"}, {"programme": "XYZ"}, {"by": "person"}]
)
def test_an_unknown_choice_is_refused_rather_than_answered_with_something_else(client, choice):
    took_part(counsellor(), SeminarFactory())
    client.force_login(coordinator())
    page = client.get(PAGE, choice)
    assert page.status_code == 200
    assert "report" not in page.context
    assert "Diese Auswahl gibt es nicht." in page.content.decode()
    (asked,) = choice.items()
    assert client.get(XLSX, choice)["Location"] == f"{PAGE}?{asked[0]}={asked[1]}"


def test_a_year_without_figures_shows_the_way_to_one_with_figures(client):
    took_part(counsellor(), SeminarFactory())
    programme("JMD")
    client.force_login(coordinator())
    answer = client.get(PAGE, {"year": 2026, "programme": "JMD"})
    assert answer.context["elsewhere"] == f"{PAGE}?year=2026&by=provider"
    assert 'class="empty"' in answer.content.decode()


@pytest.mark.parametrize("by", ["provider", "state", "provider,state"])
@pytest.mark.parametrize("providers", [1, 5])
def test_the_page_costs_the_same_for_one_and_many(client, by, providers, django_assert_num_queries):
    for number in range(providers):
        home = place(f"Träger {number}", in_land=["BE", "HH", "BY", "SN", "NW"][number])
        took_part(counsellor(home), SeminarFactory())
    client.force_login(coordinator())
    with django_assert_num_queries(9):
        # session, user, roles, years, rows, persons, programmes
        client.get(PAGE, {"by": by, "year": 2026})


def test_the_files_hold_the_figures_of_the_page(client):
    home = provider("=1+1")
    home.city = "Köln"
    home.save()
    seminar = SeminarFactory()
    took_part(counsellor(site(below=home)), seminar, units="12.50")
    stayed_away(counsellor(site(below=home)), seminar)
    took_part(counsellor(in_programme="JMD"), seminar)
    client.force_login(coordinator())
    choice = {"year": 2026, "programme": "MBE"}
    csv_file, xlsx_file = client.get(CSV, choice), client.get(XLSX, choice)
    assert csv_file["Content-Disposition"] == (
        "attachment; filename*=utf-8''teilnahmen-2026-mbe-je-tr%C3%A4ger.csv"
    )
    heading = ["Träger", "Ort", "Trägergruppe", "Teilnahmen", "Personen"]
    heading += ["Unterrichtseinheiten (UE)", "Nicht erschienen"]
    assert read_csv(csv_file) == [heading, ["'=1+1", "Köln", "AWO", "1", "1", "12,50", "1"]]
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_file.content))
    assert book.sheet_names == ["Teilnahmen 2026", "Erläuterungen"]
    assert book.get_sheet_by_index(0).to_python() == [
        heading,
        ["=1+1", "Köln", "AWO", 1, 1, Decimal("12.5"), 1],
        ["Gesamt", "", "", 1, 1, Decimal("12.5"), 1],
    ]
    explained = [row[:2] for row in book.get_sheet_by_index(1).to_python()]
    assert explained[:4] == [
        ["Jahr", "2026"],
        ["Förderprogramm", "MBE"],
        ["Zentralstellen", "alle Zentralstellen"],
        ["Zahlen", "je Träger"],
    ]


def test_a_file_per_land_has_one_column_for_the_place(client):
    took_part(counsellor(place("Nord", "HH")), SeminarFactory())
    client.force_login(coordinator())
    file = client.get(CSV, {"year": 2026, "by": "state"})
    assert [row[:2] for row in read_csv(file)] == [["Bundesland", "Teilnahmen"], ["Hamburg", "1"]]


def test_a_file_per_provider_and_land_has_columns_for_both(client):
    took_part(counsellor(place("Nord", "HH")), SeminarFactory())
    client.force_login(coordinator())
    file = client.get(CSV, {"year": 2026, "by": "provider,state"})
    assert "je-tr%C3%A4ger-und-bundesland" in file["Content-Disposition"]
    assert [row[:4] for row in read_csv(file)] == [
        ["Träger", "Ort", "Trägergruppe", "Bundesland"],
        ["Nord", "", "AWO", "Hamburg"],
    ]
