"""Lists come in pages, which are counted."""

import pytest

from organisations.models import Programme
from tests.api.calling import problem
from tests.factories import programme

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.sample")]
LIST = "/api/sample/programmes"


@pytest.fixture(autouse=True)
def five():
    Programme.objects.all().delete()
    for n in range(5):
        programme(f"P{n}")


@pytest.mark.parametrize(
    ("asked", "items"),
    [
        ({}, ["P0", "P1", "P2", "P3", "P4"]),
        ({"page_size": 2}, ["P0", "P1"]),
        ({"page_size": 2, "page": 3}, ["P4"]),
        ({"page_size": 100}, ["P0", "P1", "P2", "P3", "P4"]),
        ({"page": 1_000_000, "page_size": 100}, []),
    ],
)
def test_a_page_has_its_items_and_the_count_of_all(client, asked, items):
    assert client.get(LIST, asked).json() == {"items": items, "count": 5}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("page", 0),
        ("page", -1),
        ("page", "x"),
        ("page", 10**30),
        ("page", 1_000_001),
        ("page_size", 0),
        ("page_size", 101),
        ("page_size", "1.5"),
    ],
)
def test_what_is_out_of_range_is_named(client, field, value):
    answer = client.get(LIST, {field: value})
    (error,) = problem(answer)["errors"]
    assert (answer.status_code, error["field"]) == (422, field)
