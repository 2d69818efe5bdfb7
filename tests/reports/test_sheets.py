"""A table of thousands of rows is shortened on the page, never in the files."""

from django.template.loader import render_to_string

from fortbildung.shared.tables_out import Kind
from reports.figures.answers import Answer, Column, Row
from reports.writing.files import content
from reports.writing.sheets import Sheet
from tests.factories import NOON


def counted(rows):
    return Answer(
        report="participation",
        title="Teilnahmen 2026",
        subtitle="je Träger",
        file_name="teilnahmen",
        as_of=NOON,
        columns=(Column("provider", "Träger"), Column("n", "Teilnahmen", Kind.WHOLE)),
        rows=tuple(Row((f"Träger {number}", number)) for number in range(rows)),
    )


def page(answer):
    return render_to_string("reports/table.html", {"answer": answer, "sheet": Sheet(answer)})


def test_a_page_shows_five_hundred_rows_and_says_that_there_are_more():
    whole, longer = page(counted(500)), page(counted(501))
    assert ["Träger 499" in each for each in (whole, longer)] == [True, True]
    assert "Träger 500" not in longer
    told = "Die ersten 500 von 501 Zeilen; in den Dateien stehen alle."
    assert [told in " ".join(each.split()) for each in (whole, longer)] == [False, True]


def test_the_files_have_all_rows():
    assert "Träger 500" in content(counted(501), "csv")
