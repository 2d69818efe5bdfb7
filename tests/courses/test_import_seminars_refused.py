"""What is wrong with a file of seminars is told by line and column, and nothing is imported."""

import pytest

from courses.models import Seminar
from tests.courses.test_import_seminars import SEMINAR
from tests.factories import CourseFactory, office
from tests.importing import Imports, all_laender

TIMES = "Berichtigen Sie die Zeiten."
SESSION = (
    "ist kein Termin. Schreiben Sie ein Datum und zwei Uhrzeiten wie 18.01.2027 09:00-16:00 und "
    "zwischen mehreren Terminen einen senkrechten Strich |."
)
DAY = "ist nicht lesbar. Schreiben Sie ein Datum wie 31.12.2027."
EMPTY = "Die Zelle ist leer. Sie muss ausgefüllt sein."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Nummer", "", EMPTY),
        (
            "Nummer",
            "s-0",
            "„s-0“ steht schon in Zeile 2. Behalten Sie nur eine der beiden Zeilen.",
        ),
        (
            "Kurs",
            "FB-999",
            (
                "Es gibt keinen Kurs „FB-999“. Importieren Sie zuerst die Kurse oder berichtigen "
                "Sie die Nummer."
            ),
        ),
        (
            "Zentralstelle",
            "Rotes Kreuz",
            (
                "Es gibt keine Zentralstelle „Rotes Kreuz“. Verwenden Sie den Kurznamen, zum "
                "Beispiel „AWO“."
            ),
        ),
        (
            "Bundesland",
            "",
            (
                "Das Bundesland von „Haus am Wannsee“ fehlt. Tragen Sie es ein oder schreiben Sie "
                "„Ausland“; nur Veranstaltungen mit dem Ort „online“ haben keines."
            ),
        ),
        ("Termine", "", EMPTY),
        *[
            ("Termine", value, f"„{value}“ {SESSION}")
            for value in [
                "31.02.2027 09:00-16:00",
                "18.01.2027 09:00-24:00",
                "18.01.2027",
                "18.01.27 09:00-16:00",
            ]
        ],
        (
            "Termine",
            "18.01.2027 16:00-09:00",
            f"Der Termin „18.01.2027 16:00-09:00“ endet, bevor er beginnt. {TIMES}",
        ),
        (
            "Termine",
            "18.01.2027 12:00-17:00 | 18.01.2027 09:00-12:30",
            (
                "Die Termine 18.01.2027 09:00–12:30 und 18.01.2027 12:00–17:00 überschneiden sich. "
                f"{TIMES}"
            ),
        ),
        (
            "Termine",
            " | ".join(f"{day:02}.01.2027 09:00-10:00" for day in range(1, 10)),
            (
                "Es sind 9 Termine für nur 4,0 UE. Jeder Termin braucht mindestens eine halbe UE: "
                "Berichtigen Sie die Termine oder den Kurs."
            ),
        ),
        (
            "Mindestzahl",
            "13",
            (
                "Die Mindestzahl 13 ist größer als die Höchstzahl 1. Berichtigen Sie eine der "
                "beiden Zahlen."
            ),
        ),
        ("Höchstzahl", "zwölf", "„zwölf“ ist nicht lesbar. Schreiben Sie eine ganze Zahl ab 1."),
        ("Anmeldung ab", "20.09.26", f"„20.09.26“ {DAY}"),
        ("Anmeldeschluss", "bald", f"„bald“ {DAY}"),
        (
            "Anmeldeschluss",
            "19.09.2026",
            (
                "Die Anmeldung würde schließen, bevor sie öffnet (20.09.2026). Berichtigen Sie "
                "eines der beiden Daten."
            ),
        ),
        *[
            (
                "Beitrag (€)",
                value,
                f"„{value}“ ist nicht lesbar. Schreiben Sie einen Betrag wie 120 oder 120,50.",
            )
            for value in ["-5", "1.200", "frei"]
        ],
    ],
)
def test_one_wrong_cell_keeps_the_whole_file_out(tmp_path, column, value, reason):
    all_laender()
    office("AWO")
    CourseFactory(code="FB-006", teaching_units=4)
    rows = [SEMINAR | {"Nummer": "S-0"}, SEMINAR | {column: value}]
    refused = Imports(tmp_path).refused("import_seminars", rows, publish=True)
    assert refused == [f"Zeile 3, {column}: {reason}"]
    assert not Seminar.objects.exists()
