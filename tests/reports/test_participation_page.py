"""The page and its files: the same figures for those entitled, nothing for anybody else."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from page import ValidationProfile, validate_pdf_bytes
from python_calamine import CalamineWorkbook

from reports.figures.answers import HIDDEN
from reports.models import KeptAnswer
from tests.factories import (
    PersonFactory,
    SeminarFactory,
    association,
    coordinator,
    counsellor,
    manager,
    office,
    office_staff,
    programme,
    provider,
    site,
)
from tests.reports.asking import auditor, manager_of_all, place
from tests.reports.people import move_to, stayed_away, took_part

pytestmark = pytest.mark.django_db
PAGE = reverse("reports:report", args=["teilnahmen"])
XLSX, CSV, PDF = (
    reverse("reports:file", args=["teilnahmen", kind]) for kind in ("xlsx", "csv", "pdf")
)


def read_csv(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("address", [PAGE, XLSX, CSV, PDF])
def test_figures_are_for_those_who_answer_for_the_training(client, address):
    answers = []
    for make in (coordinator, auditor, office_staff, manager, counsellor, PersonFactory):
        client.force_login(make())
        answers.append(client.get(address).status_code)
    assert answers == [200, 200, 200, 200, 404, 404]


@pytest.mark.parametrize("address", [PAGE, XLSX, CSV, PDF])
def test_who_is_not_logged_in_is_asked_to(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{reverse('account_login')}?next={address}",
    )


ALL_OF_THEM = [
    "Teilnahmen",
    "Auslastung",
    "Bedarf",
    "Abdeckung",
    "Rückmeldungen",
    "Honorare",
    "Vorrang",
    "Wer darf was sehen",
]


@pytest.mark.parametrize(
    ("make", "titles"),
    [
        (
            coordinator,
            ALL_OF_THEM,
        ),
        (manager, ["Teilnahmen", "Bedarf", "Abdeckung", "Wer darf was sehen"]),
        (counsellor, None),
    ],
)
def test_the_index_shows_the_reports_one_may_read(client, make, titles):
    client.force_login(make())
    answer = client.get("/berichte/")
    if titles is None:
        assert answer.status_code == 404
    else:
        assert [str(report.title) for report in answer.context["reports"]] == titles


def test_a_report_that_does_not_exist_is_not_found(client):
    client.force_login(coordinator())
    for address in ("/berichte/nichts/", "/berichte/nichts.csv", "/berichte/teilnahmen.exe"):
        assert client.get(address).status_code == 404


def test_everybody_reads_whom_they_answer_for(client):
    """An office its seminars and its people, a manager the team, coordination everybody."""
    own, foreign = SeminarFactory(), SeminarFactory(central_office=office("DRK"))
    red = site("Rot", below=provider("Träger Rot", below=association("DRK")))
    took_part(counsellor(), own)
    for seminar in (own, foreign, foreign):
        for _n in range(5):
            took_part(counsellor(red), seminar)
    took_part(counsellor(), foreign)
    seen = []
    for reader in (office_staff(), office_staff(office("DRK")), manager(), coordinator()):
        client.force_login(reader)
        answer = client.get(PAGE, {"year": 2026}).context["answer"]
        seen.append((answer.headlines[0].value, answer.asked[1].text))
    assert seen == [
        (7, "Zentralstelle AWO"),
        (HIDDEN, "Zentralstelle DRK"),
        (2, "Träger Eins"),
        (17, "alle Zentralstellen"),
    ]


def test_years_in_which_only_others_held_seminars_stay_unknown(client):
    red = site("Rot", below=provider("Träger Rot", below=association("DRK")))
    took_part(counsellor(red), SeminarFactory(central_office=office("DRK")))
    client.force_login(office_staff())
    answer = client.get(PAGE)
    assert answer.context["answer"].rows == ()
    assert answer.context["wider"] is None


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
    client.force_login(manager_of_all())
    why = "ergeben zusammen 2 Personen, insgesamt sind es 1"
    assert why not in client.get(PAGE, {"year": 2026}).content.decode()
    move_to(person, place("Süd"))
    took_part(person, SeminarFactory())
    assert why in client.get(PAGE, {"year": 2026}).content.decode()


def test_numbers_are_written_as_germans_read_them(client):
    seminar = SeminarFactory()
    for units in ("999.5", "234.25"):
        took_part(counsellor(), seminar, units=units)
    client.force_login(manager())
    page = client.get(PAGE, {"year": 2026}).content.decode()
    assert page.count("1.233,75") == 3  # headline, row, total


def test_without_a_choice_the_latest_year_with_figures_is_shown(client):
    took_part(counsellor(), SeminarFactory())
    client.force_login(coordinator())
    for asked in ({}, {"year": ""}):
        assert client.get(PAGE, asked).context["title"] == "Teilnahmen 2026"


@pytest.mark.parametrize(
    "choice", [{"year": "never"}, {"year": "1999"}, {"programme": "XYZ"}, {"by": "person"}]
)
def test_an_unknown_choice_is_refused_rather_than_answered_with_something_else(client, choice):
    took_part(counsellor(), SeminarFactory())
    client.force_login(coordinator())
    page = client.get(PAGE, choice)
    assert page.status_code == 200
    assert "answer" not in page.context
    assert "Diese Auswahl gibt es nicht." in page.content.decode()
    (asked,) = choice.items()
    assert client.get(XLSX, choice)["Location"] == f"{PAGE}?{asked[0]}={asked[1]}"


def test_a_year_without_figures_shows_the_way_to_one_with_figures(client):
    took_part(counsellor(), SeminarFactory())
    programme("JMD")
    client.force_login(coordinator())
    answer = client.get(PAGE, {"year": 2026, "programme": "JMD"})
    assert answer.context["wider"] == "?year=2026&by=provider"
    assert 'class="empty"' in answer.content.decode()


COSTS = {"provider": 25, "state": 24, "provider,state": 26}


@pytest.mark.parametrize("by", ["provider", "state", "provider,state"])
@pytest.mark.parametrize("providers", [1, 5])
def test_the_page_costs_the_same_for_one_and_many(client, by, providers, django_assert_num_queries):
    for number in range(providers):
        home = place(f"Träger {number}", in_land=["BE", "HH", "BY", "SN", "NW"][number])
        took_part(counsellor(home), SeminarFactory())
    client.force_login(coordinator())
    client.get(PAGE)
    KeptAnswer.objects.all().delete()
    with django_assert_num_queries(COSTS[by]):
        client.get(PAGE, {"by": by, "year": 2026})


def test_the_files_hold_the_figures_of_the_page(client):
    home = provider("=1+1")
    home.city = "Köln"
    home.save()
    seminar = SeminarFactory()
    took_part(counsellor(site(below=home)), seminar, units="12.50")
    stayed_away(counsellor(site(below=home)), seminar)
    took_part(counsellor(in_programme="JMD"), seminar)
    client.force_login(manager(home))
    choice = {"year": 2026, "programme": "MBE"}
    csv_file, xlsx_file = client.get(CSV, choice), client.get(XLSX, choice)
    assert csv_file["Content-Disposition"] == (
        "attachment; filename*=utf-8''teilnahmen-2026-mbe-je-tr%C3%A4ger.csv"
    )
    heading, row = read_csv(csv_file)
    assert heading[:4] == ["Träger", "Ort", "Trägergruppe", "Teilnahmen"]
    assert row[:9] == ["'=1+1", "Köln", "AWO", "1", "1", "12,50", "16,00", "1,00", "1"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_file.content))
    assert book.sheet_names == ["Teilnahmen 2026", "Erläuterungen"]
    assert [line[:9] for line in book.get_sheet_by_index(0).to_python()] == [
        heading[:9],
        ["=1+1", "Köln", "AWO", 1, 1, Decimal("12.5"), 16, 1, 1],
        ["Gesamt", "", "", 1, 1, Decimal("12.5"), 16, 1, 1],
    ]
    explained = [line[:2] for line in book.get_sheet_by_index(1).to_python()]
    assert explained[:4] == [
        ["Jahr", "2026"],
        ["Förderprogramm", "MBE"],
        ["Umfasst", "=1+1"],
        ["Zahlen", "je Träger"],
    ]


def test_a_file_lists_each_pair_once(client):
    for _n in range(5):
        took_part(counsellor(place("Nord", "HH")), SeminarFactory())
    client.force_login(coordinator())
    file = client.get(CSV, {"year": 2026, "by": "provider,state"})
    assert "je-tr%C3%A4ger-und-bundesland" in file["Content-Disposition"]
    assert [row[:5] for row in read_csv(file)] == [
        ["Träger", "Ort", "Trägergruppe", "Bundesland", "Teilnahmen"],
        ["Nord", "", "AWO", "Hamburg", "5"],
    ]


def test_what_is_about_few_people_is_hidden_everywhere(client):
    """Three of one provider, and the next smallest, who would give them away."""
    seminar = SeminarFactory(capacity=99)
    for name, people in (("Klein", 3), ("Mittel", 6), ("Groß", 9)):
        for _n in range(people):
            took_part(counsellor(place(name)), seminar)
    client.force_login(auditor())
    choice = {"year": 2026}
    rows = [row[:4] for row in read_csv(client.get(CSV, choice))[1:]]
    assert [(row[0], row[3]) for row in rows] == [("Groß", "9"), ("Klein", "•"), ("Mittel", "•")]
    page = client.get(PAGE, choice)
    assert "• 10 Zahlen werden nicht gezeigt" in page.content.decode()
    assert page.content.decode().count("nicht gezeigt</span>") == 10
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(XLSX, choice).content))
    assert [row[3] for row in book.get_sheet_by_index(0).to_python()[1:]] == [9, "•", "•", 18]


def test_an_office_sees_its_own_people_however_few(client):
    seminar = SeminarFactory(capacity=99)
    red = site("Rot", below=provider("Träger Rot", below=association("DRK")))
    took_part(counsellor(), seminar)
    for _n in range(3):
        took_part(counsellor(red), seminar)
    client.force_login(office_staff())
    rows = client.get(PAGE, {"year": 2026, "by": "association"}).context["answer"].rows
    assert [(row.cells[0], row.cells[1]) for row in rows] == [("AWO", 1), ("DRK", HIDDEN)]


@pytest.mark.parametrize(
    "choice",
    [
        {"by": "provider"},
        {"by": "association,state"},
        {"by": "provider,month", "measure": "units"},
        {"by": "state", "programme": "JMD"},
    ],
)
def test_the_paper_is_archival_and_accessible(client, choice):
    programme("JMD")
    for _n in range(5):
        took_part(counsellor(place("Träger „A“ 漢 & B")), SeminarFactory())
    reader = coordinator(language="en")
    client.force_login(reader)
    answer = client.get(PDF, {"year": 2026} | choice)
    assert answer["Content-Type"] == "application/pdf"
    assert "teilnahmen-2026" in answer["Content-Disposition"]
    for profile in (ValidationProfile.PDF_A_3A, ValidationProfile.PDF_UA_1):
        checked = validate_pdf_bytes(answer.content, profile=profile)
        assert checked.is_compliant, checked.failures
