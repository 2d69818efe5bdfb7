"""Seat contingents and approvals from a file of seminars."""

import pytest

from courses.kinds import ApprovalPolicy
from courses.models import Seminar
from courses.services.contingents import Promise, set_contingents
from courses.services.enrolments import enrol
from courses.services.imports import import_seminars
from tests.courses.test_import_seminars import SEMINAR
from tests.factories import (
    NOON,
    CourseFactory,
    association,
    counsellor,
    office,
    office_staff,
    provider,
)
from tests.importing import Imports, all_laender, as_csv

pytestmark = pytest.mark.django_db
ROW = SEMINAR | {"Höchstzahl": "6", "Platzkontingente": "AWO 2; Caritas 1"}


@pytest.fixture(autouse=True)
def world():
    all_laender()
    office("AWO")
    association("Caritas")
    CourseFactory(code="FB-006", teaching_units=12)


def load(row=ROW, **changes):
    return list(import_seminars(data=as_csv([row | changes]), now=NOON).lines())


def only():
    return Seminar.objects.get()


def reserved():
    rows = only().contingents.select_related("organisation", "central_office")
    return {str(row.owner): row.reserved for row in rows}


def test_contingents_are_taken_over_once_and_changed_when_the_file_says_so():
    for seats, outcome in [("AWO 2; Caritas 1", 0), ("AWO: 2;Caritas 1;", 2), ("DRK 1", 1)]:
        association("DRK")
        counts = ["1 neu, 0 geändert, 0", "0 neu, 1 geändert, 0", "0 neu, 0 geändert, 1"]
        told = load(Platzkontingente=seats)
        assert told[1] == f"Platzkontingente: {counts[outcome]} unverändert"
    assert reserved() == {"DRK": 1}


@pytest.mark.parametrize("left", ["cell", "column"])
def test_an_empty_cell_and_an_absent_column_leave_what_is_there(left):
    load(**{"Zustimmung nötig": "ja"})
    others = {k: v for k, v in ROW.items() if k not in ("Platzkontingente", "Zustimmung nötig")}
    load(Platzkontingente="", **{"Zustimmung nötig": "ja"}) if left == "cell" else load(others)
    assert reserved() == {"AWO": 2, "Caritas": 1}
    assert only().approval_policy == ApprovalPolicy.MANAGER


def test_what_the_office_has_added_at_its_desk_stays():
    load()
    below, day = provider(), NOON
    promises = [
        Promise(association(), 2, 4, day),
        Promise(association("Caritas"), 1),
        Promise(below, 1),
        Promise(office(), 1),
    ]
    set_contingents(seminar=only(), promises=promises, by=office_staff(), now=NOON)
    load(Platzkontingente="AWO 1; Caritas 1")
    assert reserved() == {"AWO": 1, "Caritas": 1, str(below): 1, str(office()): 1}
    mine = only().contingents.get(organisation=association())
    assert (mine.limit, mine.release_at) == (4, day)


def test_yes_is_content_with_a_stricter_policy_and_no_ends_it():
    for answer, policy in [("nein", "none"), ("ja", "manager")]:
        load(**{"Zustimmung nötig": answer})
        assert only().approval_policy == policy
    Seminar.objects.update(approval_policy=ApprovalPolicy.MANAGER_THEN_OFFICE)
    told = load(**{"Zustimmung nötig": "ja"})
    assert told[0] == "Veranstaltungen: 0 neu, 0 geändert, 1 unverändert"
    assert only().approval_policy == ApprovalPolicy.MANAGER_THEN_OFFICE


def test_seats_and_contingents_grow_and_shrink_together():
    load(Höchstzahl="3")
    load(Höchstzahl="9", Platzkontingente="AWO 5; Caritas 4")
    load(Höchstzahl="2", Platzkontingente="AWO 2")
    assert (only().capacity, reserved()) == (2, {"AWO": 2})


REMEDY = "Schreiben Sie jeden Verband einmal mit seinen Plätzen, zum Beispiel „AWO 2; DRK 1“."


@pytest.mark.parametrize(
    ("seats", "told"),
    [
        ("viele", f"„viele“ ist kein Platzkontingent. {REMEDY}"),
        ("AWO 1; AWO 2", f"„AWO“ steht dort zweimal. {REMEDY}"),
        (
            "Rotes Kreuz 1",
            (
                "Es gibt keinen Verband „Rotes Kreuz“. Verwenden Sie den Namen eines Verbands, "
                "zum Beispiel „AWO“, oder importieren Sie ihn zuerst."
            ),
        ),
        (
            "AWO 4; Caritas 4",
            (
                "8 Plätze sind reserviert, aber es gibt nur 6. Reservieren Sie 2 weniger oder "
                "erhöhen Sie die Höchstzahl."
            ),
        ),
    ],
)
def test_what_cannot_be_read_or_does_not_fit_is_told(tmp_path, seats, told):
    rows = [ROW | {"Platzkontingente": seats}]
    assert Imports(tmp_path).refused("import_seminars", rows) == [
        f"Zeile 2, Platzkontingente: {told}"
    ]
    assert not Seminar.objects.exists()


def test_what_does_not_fit_the_seats_taken_is_told_with_the_numbers(tmp_path):
    load(Platzkontingente="")
    person = counsellor()
    for _n in range(5):
        person = counsellor()
        enrol(person=person, seminar=_opened(), employment=person.job, now=NOON)
    (told,) = Imports(tmp_path).refused(
        "import_seminars", [ROW | {"Platzkontingente": "Caritas 2"}]
    )
    assert told.startswith("Zeile 2, Nummer: Es gibt 6 Plätze")
    assert reserved() == {}


def _opened():
    Seminar.objects.update(state="open")
    return only()
