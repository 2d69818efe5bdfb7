"""What is too small is hidden, and nobody can work it out from what is shown."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortbildung.shared.suppression import Cell, hidden

SIZES = st.one_of(st.integers(0, 6), st.integers(0, 40))


def line(sizes):
    """Cells in one row and their sum."""
    cells = {key: Cell((size,), part_of=("all",)) for key, size in enumerate(sizes)}
    return cells | {"sum": Cell((sum(sizes),), total_of=("all",))}


def table(rows):
    """Cells in rows and columns, with the sums of both and of everything."""
    width, cells = len(rows[0]), {}
    for r, row in enumerate(rows):
        for c, size in enumerate(row):
            cells[r, c] = Cell((size,), part_of=(("row", r), ("column", c)))
        cells[r, "sum"] = Cell((sum(row),), part_of=("sums",), total_of=(("row", r),))
    columns = [sum(row[c] for row in rows) for c in range(width)]
    for c, size in enumerate(columns):
        cells["sum", c] = Cell((size,), part_of=("below",), total_of=(("column", c),))
    return cells | {"sum": Cell((sum(columns),), total_of=("sums", "below"))}


def tree(groups):
    """Groups of parts, the sums of groups, and the sum of these."""
    cells = {"sum": Cell((sum(map(sum, groups)),), total_of=("all",))}
    for g, parts in enumerate(groups):
        cells[g] = Cell((sum(parts),), part_of=("all",), total_of=(g,))
        cells |= {(g, p): Cell((size,), part_of=(g,)) for p, size in enumerate(parts)}
    return cells


def computed(cells, secret):
    """The keys of hidden cells whose value follows: Gauss over all lines, in exact fractions."""
    unknown = sorted((key for key in secret), key=str)
    place = {key: number for number, key in enumerate(unknown)}
    lines = {name for cell in cells.values() for name in (*cell.part_of, *cell.total_of)}
    matrix = []
    for name in sorted(lines, key=str):
        row = [Fraction(0)] * len(unknown)
        for key in unknown:
            cell = cells[key]
            row[place[key]] += cell.part_of.count(name) - cell.total_of.count(name)
        matrix.append(row)
    return {unknown[column] for column in _determined(matrix, len(unknown))}


def _determined(matrix, width):
    """The unknowns that stand alone in a row of the reduced matrix."""
    done = 0
    for column in range(width):
        pivot = next((r for r in range(done, len(matrix)) if matrix[r][column]), None)
        if pivot is None:
            continue
        matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
        head = matrix[done][column]
        matrix[done] = [value / head for value in matrix[done]]
        for r, row in enumerate(matrix):
            if r != done and (factor := row[column]):
                pairs = zip(row, matrix[done], strict=True)
                matrix[r] = [value - factor * other for value, other in pairs]
        done += 1
    alone = [[c for c, value in enumerate(row) if value] for row in matrix]
    return {columns[0] for columns in alone if len(columns) == 1}


def few_together(cells, secret):
    """The lines whose total is shown while what is hidden in it is about a few persons."""
    few = []
    for name in {name for cell in cells.values() for name in cell.total_of}:
        (total,) = [key for key, cell in cells.items() if name in cell.total_of]
        parts = [key for key, cell in cells.items() if name in cell.part_of and key in secret]
        if parts and total not in secret and sum(cells[key].counts[0] for key in parts) < 5:
            few.append(name)
    return few


TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(SIZES, min_size=width, max_size=width), min_size=1, max_size=5)
)
NETS = st.one_of(
    st.lists(SIZES, max_size=8).map(line),
    TABLES.map(table),
    st.lists(st.lists(SIZES, min_size=1, max_size=4), min_size=1, max_size=4).map(tree),
)


@settings(max_examples=600, deadline=None)
@given(NETS)
def test_no_small_cell_is_shown_or_can_be_computed(cells):
    secret = hidden(cells)
    assert {key for key, cell in cells.items() if cell.is_small} <= secret
    assert computed(cells, secret) == set()
    assert few_together(cells, secret) == []


@settings(max_examples=200, deadline=None)
@given(NETS)
def test_where_nothing_is_small_everything_is_shown(cells):
    if not any(cell.is_small for cell in cells.values()):
        assert hidden(cells) == set()


def test_the_attack_finds_what_is_hidden_alone():
    cells = table([[3, 20], [30, 40]])
    assert computed(cells, {(0, 0)}) == {(0, 0)}
    assert computed(cells, {(0, 0), (0, 1)}) == {(0, 0), (0, 1)}
    assert hidden(cells) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_rings_joined_by_one_cell_would_tell_that_cell():
    """Every line has two hidden cells, and still one follows."""
    rows = [[2, 2, 9, 9], [2, 2, 2, 9], [9, 9, 2, 2], [9, 9, 2, 2]]
    cells = table(rows)
    small = {key for key, cell in cells.items() if cell.is_small}
    assert computed(cells, small) == {(1, 2)}
    assert computed(cells, hidden(cells)) == set()


@pytest.mark.parametrize(
    ("sizes", "secret"),
    [
        ([], set()),
        ([20, 30], set()),
        ([4, 30, 20], {0, 2}),
        ([3, 4], {0, 1}),
        ([3, 0], {0, "sum"}),
        ([1, 1, 9, 30], {0, 1, 2}),
        ([0, 10], set()),
    ],
)
def test_worked_cases_in_a_line(sizes, secret):
    assert hidden(line(sizes)) == secret


def test_somebody_in_two_rows_does_not_make_them_many():
    """Two rows of three persons each, who are the same three: together they are few."""
    cells = line([3, 3, 20, 30]) | {"sum": Cell((53,), total_of=("all",))}
    assert hidden(cells) == {0, 1, 2}


@pytest.mark.parametrize(
    ("figures", "secret"),
    [
        ([(20, 10, 10), (30, 15, 15)], set()),
        ([(20, 16, 4), (30, 15, 15), (9, 0, 9)], {0, 2}),
        ([(20, 20, 0), (30, 0, 30)], set()),
    ],
)
def test_a_cell_is_small_in_any_respect(figures, secret):
    cells = {key: Cell(counts, part_of=("all",)) for key, counts in enumerate(figures)}
    total = tuple(map(sum, zip(*figures, strict=True)))
    assert hidden(cells | {"sum": Cell(total, total_of=("all",))}) == secret
