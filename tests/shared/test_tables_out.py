"""What people take away: numbers stay numbers, and names stay names."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from fortbildung.shared.tables_out import Column, Kind, Table, csv_text, xlsx

COLUMNS = [
    Column("Träger", width=40),
    Column("Teilnahmen", Kind.WHOLE),
    Column("UE", Kind.DECIMAL, width=10),
]
ATTACKS = [
    "=1+1",
    '=HYPERLINK("https://example.org";"hier")',
    "+49 30 1234",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
]


def table(*names, **fields):
    rows = [(name, 1234, Decimal("12.5")) for name in names]
    return Table(title="Teilnahmen 2026", columns=COLUMNS, rows=rows, **fields)


def read_csv(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_excel_reads_back_what_was_written():
    made = xlsx(
        table(
            "Träger Öhringen",
            total=("Summe", 1234, Decimal("12.5")),
            notes_title="Erläuterungen",
            notes=[("Jahr", "2026"), ("UE", "45 Minuten")],
        )
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names} == {
        "Teilnahmen 2026": [
            ["Träger", "Teilnahmen", "UE"],
            ["Träger Öhringen", 1234, 12.5],
            ["Summe", 1234, 12.5],
        ],
        "Erläuterungen": [["Jahr", "2026"], ["UE", "45 Minuten"]],
    }


def test_excel_opens_ready_to_read_and_to_filter():
    made = xlsx(table("Eins", "Zwei", total=("Summe", 2468, 25)))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:C3")
    assert [cell.number_format for cell in sheet[2]] == ["@", "#,##0", "#,##0.00"]
    assert [round(sheet.column_dimensions[letter].width) for letter in "ABC"] == [41, 15, 11]


def test_a_table_without_rows_is_still_a_file():
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx(table()))).get_sheet_by_index(0)
    assert sheet.to_python() == [["Träger", "Teilnahmen", "UE"]]
    assert read_csv(csv_text(table())) == [["Träger", "Teilnahmen", "UE"]]


@pytest.mark.parametrize("title", ["Land: Bremen/Berlin", "x" * 40, "'Eins'"])
def test_any_title_becomes_the_name_of_a_sheet(title):
    made = xlsx(Table(title=title, columns=COLUMNS, rows=[]))
    (name,) = openpyxl.load_workbook(io.BytesIO(made)).sheetnames
    assert name == title.replace(":", " ").replace("/", " ").replace("'", "")[:31]


def test_csv_speaks_german():
    assert csv_text(table("Müller; Söhne", "„Haus“ 7")) == (
        '\ufeffTräger;Teilnahmen;UE\r\n"Müller; Söhne";1234;12,50\r\n„Haus“ 7;1234;12,50\r\n'
    )


def test_csv_keeps_the_sign_of_a_number():
    assert read_csv(csv_text(Table("Zahlen", COLUMNS, [("–", -3, Decimal("-0.5"))])))[1] == [
        "–",
        "-3",
        "-0,50",
    ]


@pytest.mark.parametrize("name", ATTACKS)
def test_a_name_never_becomes_a_formula(name):
    cell = openpyxl.load_workbook(io.BytesIO(xlsx(table(name)))).active["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value.removeprefix("_x000D_").strip() == name.strip()  # how Excel writes \r
    assert read_csv(csv_text(table(name)))[1][0] == f"'{name}"


def test_a_name_that_calculates_nothing_stays_as_it_is():
    assert read_csv(csv_text(table("AWO-Kreisverband = gut")))[1][0] == "AWO-Kreisverband = gut"
