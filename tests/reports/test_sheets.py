"""A long table is divided into pages; the files have it whole."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

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


def page(answer, number=None):
    told = {"answer": answer, "sheet": Sheet(answer, number=number)}
    html = render_to_string("reports/table.html", told, RequestFactory().get("/?by=provider"))
    return " ".join(html.split())


def grouped(*sizes):
    """A row for each Land, and below it so many providers."""
    rows = []
    for land, size in enumerate(sizes, start=1):
        rows.append(Row((f"Land {land}", "", size), is_sum=True))
        rows += [Row((f"Land {land}", f"Träger {land}.{n}", 1)) for n in range(1, size + 1)]
    columns = (Column("land", "Land"), *counted(0).columns)
    return replace(counted(0), columns=columns, rows=tuple(rows))


def test_a_table_of_a_page_and_a_few_rows_more_is_shown_whole():
    whole = page(counted(120))
    assert ("Träger 119" in whole, "Zeilen 1 bis" in whole, "page=2" in whole) == (
        True,
        False,
        False,
    )


def test_a_long_table_is_divided_and_each_page_says_which_rows_it_has():
    first, last = page(counted(250)), page(counted(250), "3")
    told = "von 250; in den Dateien stehen alle."
    assert [f"Zeilen 1 bis 100 {told}" in first, f"Zeilen 201 bis 250 {told}" in last] == [True] * 2
    assert ["Träger 99 " in first, "Träger 100 " in first, "Träger 249 " in last] == [
        True,
        False,
        True,
    ]
    assert 'href="?by=provider&amp;page=2#report-caption"' in first


@pytest.mark.parametrize(("asked", "shown"), [("0", 3), ("99", 3), ("zwei", 1), ("", 1)])
def test_a_page_that_does_not_exist_is_the_nearest_one(asked, shown):
    assert Sheet(counted(250), number=asked).page.number == shown


def test_each_row_stands_on_one_page():
    answer, found = counted(1_234), []
    for number in Sheet(answer).page.paginator.page_range:
        found += [line.head.text for line in Sheet(answer, number=number).lines]
    assert found == [row.cells[0] for row in answer.rows]


def test_a_page_that_begins_within_a_group_says_which_it_is():
    lines = Sheet(grouped(60, 130), number="2").lines
    assert [(line.head.text, line.head.below, line.is_sum) for line in lines[:2]] == [
        ("Land 2", "Fortsetzung", True),
        ("Träger 2.39", "", False),
    ]
    assert [line.is_sum for line in Sheet(grouped(99, 130), number="2").lines[:2]] == [True, False]


def test_a_wide_table_has_fewer_rows_on_a_page():
    many = tuple(Column(f"m{number}", str(number), Kind.WHOLE) for number in range(50))
    rows = tuple(Row((f"Träger {number}", *range(50))) for number in range(200))
    wide = replace(counted(0), columns=(Column("provider", "Träger"), *many), rows=rows)
    assert len(Sheet(wide).lines) == 30


def test_the_files_have_all_rows():
    assert "Träger 500" in content(counted(501), "csv")
