"""How far a requirement is met per Land and provider, with small figures hidden."""

import pytest

from certificates.services.coverage import Cell, coverage
from certificates.services.standings import requirements_on
from organisations.models import Employment
from tests.certificates.kinds import fact, kind
from tests.certificates.required import TODAY, requirement
from tests.factories import counsellor, provider, site

pytestmark = pytest.mark.django_db


def staff(place, count, recht=None, have=0):
    people = [counsellor(place) for _number in range(count)]
    for person in people[:have]:
        fact(person, recht, TODAY)


def told(asked):
    found = coverage(
        Employment.objects.current(TODAY), requirements_on(TODAY).get(pk=asked.pk), on=TODAY
    )
    return found.total, [
        (land.name, land.cell, [(row.name, row.cell) for row in land.below]) for land in found.lands
    ]


def test_figures_stand_by_land_and_provider_in_the_order_of_names():
    recht = kind()
    asked = requirement(recht)
    staff(site("Zwei", below=provider("Träger Zwei")), 6, recht, 6)
    staff(site("Eins", below=provider("Träger Eins")), 10, recht, 5)
    staff(site("Drei", below=provider("Träger Drei", in_land="BY"), in_land="BY"), 7)
    assert told(asked) == (
        Cell(23, 11),
        [
            ("Bayern", Cell(7, 0), [("Träger Drei", Cell(7, 0))]),
            ("Berlin", Cell(16, 11), [("Träger Eins", Cell(10, 5)), ("Träger Zwei", Cell(6, 6))]),
        ],
    )


def test_a_small_provider_hides_itself_and_whoever_would_give_it_away():
    asked = requirement(kind())
    staff(site("Klein", below=provider("Träger Klein")), 3)
    staff(site("Groß", below=provider("Träger Groß")), 8)
    staff(site("Größer", below=provider("Träger Größer")), 9)
    total, lands = told(asked)
    assert (total, lands) == (
        Cell(20, 0),
        [
            (
                "Berlin",
                Cell(20, 0),
                [("Träger Groß", None), ("Träger Größer", Cell(9, 0)), ("Träger Klein", None)],
            )
        ],
    )


def test_a_small_land_hides_all_in_it_and_one_land_more():
    asked = requirement(kind())
    staff(site("Eins", below=provider("Träger Eins")), 8)
    staff(site("Drei", below=provider("Träger Drei", in_land="BY"), in_land="BY"), 2)
    total, lands = told(asked)
    assert total == Cell(10, 0)
    assert {cell for _name, land, rows in lands for cell in [land, *[c for _n, c in rows]]} == {
        None
    }


def test_too_few_in_all_show_nothing():
    asked = requirement(kind())
    staff(site(), 4)
    total, lands = told(asked)
    assert (total, [land for _name, land, _rows in lands]) == (None, [None])


@pytest.mark.parametrize("people", [1, 5])
def test_it_costs_the_same_for_one_and_many(people, django_assert_num_queries):
    requirement(kind())
    staff(site(), people)
    asked = requirements_on(TODAY).get()
    with django_assert_num_queries(7):
        coverage(Employment.objects.current(TODAY), asked, on=TODAY)
