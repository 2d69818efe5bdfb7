"""The judge of the measurements must know the rule itself."""

from bench.fairness import who_is_due


def test_first_come_first_served():
    rows = [(1, "A", ""), (2, "B", ""), (3, "A", "")]
    assert who_is_due(rows, 2, {}) == {1, 2}


def test_a_guaranteed_seat_waits_for_its_association():
    rows = [(1, "A", ""), (2, "A", ""), (3, "A", ""), (4, "B", "")]
    assert who_is_due(rows, 3, {"B": 1}) == {1, 2, 4}


def test_a_guarantee_used_up_reserves_nothing_more():
    rows = [(1, "B", ""), (2, "B", ""), (3, "A", ""), (4, "A", "")]
    assert who_is_due(rows, 3, {"B": 1}) == {1, 2, 3}
