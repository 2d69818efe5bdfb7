"""Who was set elsewhere in a queue: every decision with its reason, names for the office only."""

import csv
import io
from datetime import datetime

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from courses.services.enrolments import cancel, enrol
from courses.services.priorities import set_priority
from courses.states import Priority
from organisations.models import Role
from organisations.states import RoleKind
from tests.factories import (
    A_DAY,
    NOON,
    PersonFactory,
    SeminarFactory,
    coordinator,
    counsellor,
    manager,
    office,
    office_staff,
    provider,
    site,
)
from tests.reports.asking import asked, auditor

pytestmark = pytest.mark.django_db
PAGE = reverse("reports:report", args=["vorrang"])
XLSX, CSV = (reverse("reports:file", args=["vorrang", kind]) for kind in ("xlsx", "csv"))
WHY = "Einzige Beratungskraft am Standort"
HEADING = ["Veranstaltung", "Kurs", "Beginn", "Trägergruppe", "Träger"]
DECISION = ["Vorrang", "Grund", "Durch", "Wann", "Was daraus wurde"]


def waiting(seminar, person=None):
    person = person or counsellor()
    return enrol(person=person, seminar=seminar, employment=person.job, now=NOON)


def full(number, of=None, **fields):
    """A seminar whose only seat is taken."""
    fields |= {"central_office": of} if of else {}
    seminar = SeminarFactory(number=number, capacity=1, **fields)
    waiting(seminar)
    return seminar


def prefer(enrolment, priority=Priority.FIRST, *, by, reason=WHY, now=NOON):
    return set_priority(enrolment=enrolment, priority=priority, by=by, reason=reason, now=now)


@pytest.fixture
def story():
    """One is set first, and back again after a day; another last, who then cancels."""
    desk = office_staff(last_name="Stein")
    seminar = full("AWO-1")
    south = site("Stelle Süd", below=provider("Süd", in_land="BY"), in_land="BY")
    ada = waiting(seminar, counsellor(last_name="Ahorn"))
    ben = waiting(seminar, counsellor(south, last_name="Birke"))
    prefer(ada, by=desk)
    prefer(ben, Priority.LAST, by=desk, reason="War gerade erst dabei", now=NOON + A_DAY / 2)
    prefer(ada, Priority.NORMAL, by=desk, reason="Irrtum", now=NOON + A_DAY)
    cancel(enrolment=ben, by=ben.person, now=NOON + 2 * A_DAY)
    return desk


def rows_of(reader, **parameters):
    answer = asked(reader=reader, name="priorities", **parameters)
    return [answer.by_name(row.cells) for row in answer.rows]


def told(rows):
    names = ["number", "provider", "person", "priority", "reason", "by", "outcome"]
    return [tuple(row.get(name, "") for name in names) for row in rows]


def test_every_decision_is_told_with_its_reason_and_what_became_of_it(story):
    rows = rows_of(story)
    queue = "auf der Warteliste"
    assert told(rows) == [
        ("AWO-1", "Träger Eins", "Kim Ahorn", "bevorzugt", WHY, "Kim Stein", queue),
        (
            "AWO-1",
            "Süd",
            "Kim Birke",
            "nachrangig",
            "War gerade erst dabei",
            "Kim Stein",
            "storniert",
        ),
        ("AWO-1", "Träger Eins", "Kim Ahorn", "normal", "Irrtum", "Kim Stein", queue),
    ]
    moments = ["02.11.2026 12:00", "03.11.2026 00:00", "03.11.2026 12:00"]
    assert [row["at"] for row in rows] == moments
    assert {row["association"] for row in rows} == {"AWO"}


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("make", [coordinator, auditor])
def test_who_organises_nothing_reads_the_office_in_place_of_names(client, make):
    reader = make()
    rows = told(rows_of(reader))
    assert [(row[2], row[5]) for row in rows] == [("", "Zentralstelle AWO")] * 3
    client.force_login(reader)
    texts = [client.get(address, {"year": 2026}).content.decode() for address in (PAGE, CSV)]
    texts.append(str(sheets(client.get(XLSX, {"year": 2026}))))
    for text in texts:
        assert WHY in text
        assert not [word for word in ("Ahorn", "Birke", "Stein") if word in text]


def test_an_office_reads_its_own_decisions_only(client, story):
    other = office_staff(office("DRK"))
    prefer(waiting(full("DRK-1", of=office("DRK"))), by=other)
    found = {}
    for name, reader in (("own", story), ("other", other), ("all", coordinator())):
        found[name] = [row["number"] for row in rows_of(reader)]
    assert found == {
        "own": ["AWO-1"] * 3,
        "other": ["DRK-1"],
        "all": [*["AWO-1"] * 3, "DRK-1"],
    }
    (row,) = rows_of(coordinator(), office=office("DRK").slug)
    assert row["number"] == "DRK-1"
    client.force_login(story)
    refused = client.get(PAGE, {"office": office("DRK").slug})
    assert "Diese Auswahl gibt es nicht." in refused.content.decode()
    assert "answer" not in refused.context


def test_who_also_coordinates_reads_the_names_of_the_own_office_only(story):
    prefer(waiting(full("DRK-1", of=office("DRK"))), by=office_staff(office("DRK")))
    Role.objects.create(user=story, kind=RoleKind.COORDINATION)
    assert [bool(row["person"]) for row in rows_of(story)] == [True, True, True, False]


def test_a_decision_belongs_to_the_year_in_which_the_seminar_begins(client, story):
    seminar = full("AWO-2", days__start=datetime(2027, 3, 1, 9, tzinfo=NOON.tzinfo))
    prefer(waiting(seminar), by=story)
    counted = {year: len(rows_of(story, year=year)) for year in ("2026", "2027")}
    assert counted == {"2026": 3, "2027": 1}
    client.force_login(story)
    assert client.get(PAGE, {"year": 2027}).context["title"] == "Vorrang 2027"


@pytest.mark.parametrize("address", [PAGE, XLSX, CSV])
def test_the_list_is_for_those_who_answer_for_the_training(client, address):
    answers = []
    for make in (coordinator, auditor, office_staff, manager, counsellor, PersonFactory):
        client.force_login(make())
        answers.append(client.get(address).status_code)
    assert answers == [200, 200, 200, 404, 404, 404]


def sheets(response):
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def test_the_files_hold_the_decisions_of_the_page(client, story):
    client.force_login(story)
    file = client.get(CSV, {"year": 2026})
    assert file["Content-Disposition"] == 'attachment; filename="vorrang-2026.csv"'
    text = file.content.decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert heading == [*HEADING, "Name", *DECISION]
    assert [row[4:8] for row in rows] == [
        ["Träger Eins", "Kim Ahorn", "bevorzugt", WHY],
        ["Süd", "Kim Birke", "nachrangig", "War gerade erst dabei"],
        ["Träger Eins", "Kim Ahorn", "normal", "Irrtum"],
    ]
    decisions, notes = sheets(client.get(XLSX, {"year": 2026}))
    assert [row[4:8] for row in decisions[1:]] == [row[4:8] for row in rows]
    assert notes[0][:2] == ["Jahr", "2026"]
    client.force_login(coordinator())
    assert sheets(client.get(XLSX, {"year": 2026}))[0][0] == [*HEADING, *DECISION]


def test_nobody_was_preferred(client):
    client.force_login(office_staff())
    page = client.get(PAGE)
    assert 'class="empty"' in page.content.decode()
    assert page.context["wider"] is None


def test_the_reports_lead_to_each_other(client):
    client.force_login(coordinator())
    for address, other in ((PAGE, "/berichte/teilnahmen/"), ("/berichte/teilnahmen/", PAGE)):
        assert f'href="{other}"' in client.get(address).content.decode()


@pytest.mark.parametrize("decisions", [1, 5])
def test_the_page_costs_the_same_for_one_and_many(client, decisions, django_assert_num_queries):
    desk = office_staff()
    for number in range(decisions):
        prefer(waiting(full(f"AWO-{number}")), by=desk)
    client.force_login(desk)
    with django_assert_num_queries(15):
        client.get(PAGE, {"year": 2026})
