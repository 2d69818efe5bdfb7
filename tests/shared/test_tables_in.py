"""Tables come out the same, whatever program wrote the file."""

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter

from fortbildung.shared.errors import Refused
from fortbildung.shared.tables_in import Column, read_table

SHAPE = (
    Column("name", ("Name",)),
    Column("postcode", ("PLZ", "Postleitzahl"), digits=5),
    Column("since", ("Seit",), required=False),
)
PLAIN = 'Name;PLZ;Seit\r\n"Träger; Köln – „Süd“";01067;18.01.2027\r\n'


def sheet(*rows, formats=("dd.mm.yyyy",)):
    """An XLSX with `rows`, dates as real dates."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": formats[0]}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\r\n", "\n").encode(),
        "Name,PLZ,Seit\nTräger; Köln – „Süd“,01067,18.01.2027".encode(),
        '"name"\t" plz "\t"SEIT"\nTräger; Köln – „Süd“\t01067\t18.01.2027'.encode(),
        " Seit ;PLZ;N a m e\n18.01.2027; 01067 ;Tra\u0308ger; Köln – „Süd“".replace(
            "Tra\u0308ger; Köln – „Süd“", '"Tra\u0308ger;\u00a0Köln\n– „Süd“"'
        ).encode(),
        sheet(["Name", "PLZ", "Seit"], ["Träger; Köln – „Süd“", "01067", date(2027, 1, 18)]),
        sheet(["Seit", "PLZ", "Name"], [date(2027, 1, 18), 1067, "Träger; Köln – „Süd“"]),
    ],
    ids=["plain", "bom", "cp1252", "utf16", "lf", "comma", "tab", "order", "xlsx", "numbers"],
)
def test_the_same_table_comes_out_of_every_kind_of_file(data):
    (row,) = read_table(data, SHAPE).rows
    assert (row.line, row["name"], row["postcode"], row["since"]) == (
        2,
        "Träger; Köln – „Süd“",
        "01067",
        "18.01.2027",
    )


def test_cells_of_a_spreadsheet_read_as_an_office_would_have_typed_them():
    cells = [20095, 1.5, 0.1 + 0.2, True, datetime(2027, 1, 18, 9, 30), time(9, 30)]  # noqa: DTZ001
    shape = [Column(str(n), (f"Spalte {n}",)) for n in range(len(cells))]
    data = sheet([column.headings[0] for column in shape], cells, formats=["dd.mm.yyyy hh:mm"])
    (row,) = read_table(data, shape).rows
    assert [row[column.key] for column in shape] == [
        "20095",
        "1,5",
        "0,3",
        "ja",
        "18.01.2027 09:30",
        "09:30",
    ]


def test_lines_are_those_of_the_file_and_blank_ones_are_skipped():
    text = 'Name;PLZ\n\n"Haus\nam See";10115\n;\nBüro;20095\n'
    rows = read_table(text.encode(), SHAPE).rows
    assert [(row.line, row["name"]) for row in rows] == [(3, "Haus am See"), (6, "Büro")]


def test_unknown_columns_are_named_and_the_best_fitting_shape_is_taken():
    other = (Column("name", ("Name",)), Column("colour", ("Farbe",)))
    table = read_table("Name;Farbe;Größe\nRose;rot;XL".encode(), SHAPE, other)
    assert (table.shape, table.ignored) == (other, ["Größe"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \n;;\n", "Die Datei ist leer."),
        (
            "Bezeichnung;Seit\nBüro;2027".encode(),
            "Diese Spalten fehlen: Name, PLZ. In Zeile 1 müssen die Überschriften stehen.",
        ),
        (
            b"Name;PLZ;Postleitzahl\nHaus;1;2",
            "Diese Spalten bedeuten dasselbe: PLZ, Postleitzahl. Behalten Sie eine davon.",
        ),
        (
            b"Name,PLZ\nBerlin, Mitte,10115",
            (
                "Zeile 2: Es gibt mehr Zellen als Überschriften. Setzen Sie Texte, die das "
                "Trennzeichen enthalten, in Anführungszeichen."
            ),
        ),
        (
            b'Name;PLZ\nHaus;10115\n"Haus;10115\nHaus;10115\n',
            (
                "Zeile 3: Die Anführungszeichen passen nicht zusammen (unexpected end of data). "
                "Schreiben Sie ein Anführungszeichen innerhalb eines Textes in Anführungszeichen "
                "doppelt."
            ),
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            (
                "Die Datei ist weder CSV noch eine Tabelle. Speichern Sie sie als CSV (UTF-8) oder "
                "XLSX."
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_remedy(data, reason):
    with pytest.raises(Refused) as refused:
        read_table(data, SHAPE)
    assert refused.value.messages == [reason]


def test_a_broken_spreadsheet_is_refused():
    with pytest.raises(Refused, match="Speichern Sie sie als XLSX ohne Kennwort"):
        read_table(sheet(["Name", "PLZ"])[:200], SHAPE)


def test_a_cell_far_away_does_not_fill_the_memory():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Code")
        sheet.write(1_048_575, 16_383, "weit weg")
    with pytest.raises(Refused, match="zu groß"):
        read_table(file.getvalue(), (Column("code", ("Code",)),))
