"""Courses from files: topics made by name, prerequisites found wherever they stand."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from courses.models import Course, Topic
from tests.factories import CourseFactory, qualification
from tests.importing import Imports, sample

COURSE = {
    "code": "FB-900",
    "title": "Fallwerkstatt",
    "topic": "Haltung, Schutz, Gesundheit",
    "teaching_units": "4,5",
    "delivery_mode": "online",
    "kind": "seminar",
    "mandatory": "nein",
    "awards_certificate": "no",
    "prerequisites": "",
}


@pytest.fixture
def imports(request, tmp_path):
    request.getfixturevalue("db")
    return Imports(tmp_path)


def load(imports, rows):
    return imports.run("import_courses", rows)


def required_by(code):
    """The conditions of the course, each as what meets it."""
    conditions = Course.objects.get(code=code).prerequisites.described().order_by("pk")
    return [
        [option["code"] for option in (*c.course_options, *c.qualification_options)]
        for c in conditions
    ]


def test_the_sample_comes_in_completely_and_a_second_time_changes_nothing(imports):
    assert load(imports, "courses.csv") == [
        "Themenfelder: 7 neu, 0 geändert, 0 unverändert",
        "Kurse: 52 neu, 0 geändert, 0 unverändert",
    ]
    assert load(imports, "courses.csv") == ["Kurse: 0 neu, 0 geändert, 52 unverändert"]
    assert sorted(Topic.objects.values_list("slug", flat=True)) == [
        "arbeit-bildung-sprache",
        "aufenthalts-und-asylrecht",
        "digital",
        "einstieg",
        "haltung-schutz-gesundheit",
        "methoden",
        "sozialrecht",
    ]
    assert required_by("FB-032") == [["FB-031"]]


def test_a_spreadsheet_in_german_says_the_same(imports):
    load(imports, "courses.csv")
    german = {"presence": "Präsenz", "self_paced": "Selbstlernkurs", "series": "Reihe"}
    headings = [
        *("Code", "Titel", "Themenfeld", "UE", "Format", "Art"),
        *("Pflicht", "Zertifikat", "Voraussetzungen"),
    ]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, headings)
        for number, row in enumerate(sample("courses.csv"), start=1):
            cells = [german.get(cell, cell) for cell in row.values()]
            page.write_row(number, 0, [*cells[:3], float(cells[3]), *cells[4:]])
    assert load(imports, file.getvalue()) == ["Kurse: 0 neu, 0 geändert, 52 unverändert"]


def test_facts_are_read_and_updated_and_missing_columns_leave_theirs_alone(imports):
    CourseFactory(code="FB-006")
    load(imports, [COURSE | {"mandatory": "ja", "prerequisites": "fb-006, FB-901"}, LATER])
    few = {key: COURSE[key] for key in ("code", "topic", "delivery_mode")}
    changed = few | {"title": "Werkstatt", "UE": "1.5", "topic": "Methoden | Digital"}
    assert imports.run("import_courses", [changed], verbosity=2) == [
        "Themenfelder: Methoden, neu",
        "Themenfelder: Digital, neu",
        "Kurse: FB-900, geändert",
        "Themenfelder: 2 neu, 0 geändert, 0 unverändert",
        "Kurse: 0 neu, 1 geändert, 0 unverändert",
    ]
    course = Course.objects.get(code="FB-900")
    assert (course.title, course.teaching_units, course.mandatory, course.awards_certificate) == (
        "Werkstatt",
        Decimal("1.5"),
        True,
        False,
    )
    assert sorted(map(str, course.topics.all())) == ["Digital", "Methoden"]
    assert required_by("FB-900") == [["FB-006"], ["FB-901"]]


LATER = COURSE | {"code": "FB-901"}


def test_a_comma_means_and_a_bar_means_or_and_qualifications_are_named_by_their_code(imports):
    qualification("DOLM")
    wanted = [COURSE | {"prerequisites": "FB-901, fb-902 | Q: dolm"}, LATER, LAST]
    load(imports, wanted)
    assert required_by("FB-900") == [["FB-901"], ["FB-902", "DOLM"]]
    unchanged = ["Kurse: 0 neu, 0 geändert, 3 unverändert"]
    assert load(imports, wanted) == unchanged
    assert load(imports, [COURSE | {"prerequisites": "Q:DOLM|FB-902; FB-901"}, LATER, LAST]) == (
        unchanged
    )
    few = [COURSE | {"prerequisites": "FB-901, FB-901"}]
    assert load(imports, few) == ["Kurse: 0 neu, 1 geändert, 0 unverändert"]
    assert required_by("FB-900") == [["FB-901"]]


LAST = COURSE | {"code": "FB-902"}
EMPTY = "Die Zelle ist leer. Sie muss ausgefüllt sein."


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("title", "", EMPTY),
        ("topic", "", EMPTY),
        (
            "code",
            "fb-901",
            "„fb-901“ steht schon in Zeile 2. Behalten Sie nur eine der beiden Zeilen.",
        ),
        (
            "delivery_mode",
            "Zoom",
            (
                "„Zoom“ ist kein Format. Verwenden Sie Präsenz, online, hybrid, blended oder "
                "Selbstlernkurs."
            ),
        ),
        ("kind", "Kurs", "„Kurs“ ist keine Art von Kurs. Verwenden Sie Seminar oder Reihe."),
        (
            "mandatory",
            "vielleicht",
            "„vielleicht“ ist nicht lesbar. Schreiben Sie „ja“ oder „nein“.",
        ),
        (
            "prerequisites",
            "FB-901, FB-999",
            (
                "Es gibt keinen Kurs „FB-999“. Ergänzen Sie ihn in der Datei oder berichtigen Sie "
                "die Nummer."
            ),
        ),
        (
            "prerequisites",
            "FB-901 | Q:NIX",
            (
                "Es gibt keine Qualifikation „NIX“. Legen Sie sie in der Verwaltung an oder "
                "berichtigen Sie das Kürzel."
            ),
        ),
        (
            "prerequisites",
            "FB-901 | FB-900",
            (
                "Der Kurs setzt sich selbst voraus (FB-900 → FB-900). Entfernen Sie eine der "
                "Voraussetzungen."
            ),
        ),
        *[
            (
                "teaching_units",
                value,
                (
                    f"„{value}“ ist nicht {wrong}. Schreiben Sie eine Zahl ab 0,5 mit höchstens "
                    "einer Stelle nach dem Komma."
                ),
            )
            for value, wrong in [("0", "gültig"), ("2,25", "gültig"), ("zwei", "lesbar")]
        ],
    ],
)
def test_one_wrong_cell_keeps_the_whole_file_out(imports, column, value, reason):
    rows = [LATER, COURSE | {column: value}]
    assert imports.refused("import_courses", rows) == [f"Zeile 3, {column}: {reason}"]
    assert (Course.objects.count(), Topic.objects.count()) == (0, 0)


def test_courses_that_require_each_other_are_refused_even_across_files(imports):
    load(imports, [COURSE | {"prerequisites": "FB-901"}, LATER])
    assert imports.refused("import_courses", [LATER | {"prerequisites": "FB-900"}]) == [
        (
            "Zeile 2, prerequisites: Der Kurs setzt sich selbst voraus (FB-901 → FB-900 → FB-901). "
            "Entfernen Sie eine der Voraussetzungen."
        )
    ]
    assert required_by("FB-901") == []


def test_a_dry_run_saves_nothing(imports):
    assert imports.run("import_courses", "courses.csv", dry_run=True) == [
        "Themenfelder: 7 neu, 0 geändert, 0 unverändert",
        "Kurse: 52 neu, 0 geändert, 0 unverändert",
        "Das war ein Probelauf: Nichts wurde gespeichert.",
    ]
    assert not Course.objects.exists()
