"""What is too small is hidden, and nobody can work it out from what is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.suppression import Cell, hidden


@st.composite
def cells(draw):
    sizes = draw(st.lists(st.integers(0, 40), max_size=8))
    return {key: Cell(size, draw(st.integers(0, size))) for key, size in enumerate(sizes)}


@settings(max_examples=400, deadline=None)
@given(cells())
def test_no_small_figure_is_shown_and_none_follows_by_subtraction(figures):
    secret = hidden(figures)
    assert not any(figures[key].is_small for key in set(figures) - secret)
    together = sum((figures[key] for key in secret), Cell(0, 0))
    shown = set(figures) - secret
    if secret and shown:
        assert not together.is_small
        assert len([key for key in secret if figures[key].asked]) != 1


@pytest.mark.parametrize(
    ("figures", "secret"),
    [
        ({}, set()),
        ({"a": Cell(20, 10), "b": Cell(30, 15)}, set()),
        ({"a": Cell(4, 0), "b": Cell(30, 15), "c": Cell(20, 10)}, {"a", "c"}),
        ({"a": Cell(20, 16), "b": Cell(30, 15), "c": Cell(9, 0)}, {"a", "c"}),
        ({"a": Cell(20, 20), "b": Cell(30, 0)}, set()),
        ({"a": Cell(3, 3), "b": Cell(4, 4)}, {"a", "b"}),
        ({"a": Cell(0, 0), "b": Cell(10, 5)}, set()),
    ],
)
def test_worked_cases(figures, secret):
    assert hidden(figures) == secret
