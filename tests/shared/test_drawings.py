"""Pictures as data: every value in its place, nothing invented where one is not shown."""

from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string

from fortbildung.shared import drawings
from organisations.models import State

SVG = "{http://www.w3.org/2000/svg}"
TOLD = {"name": 1, "title": "Teilnahmen", "description": "Zahlen stehen darunter."}


def drawn(kind, chart, **more):
    return ET.fromstring(
        render_to_string(f"components/{kind}.html", TOLD | more | {"chart": chart})
    )


def test_parts_of_a_bar_stand_one_after_another():
    north, south = drawings.stacks(["Nord", "Süd"], [("online", [3, 1]), ("Präsenz", [1, None])])
    assert [(s.number, s.x, s.width) for s in north.segments] == [
        (1, "0.00%", "75.00%"),
        (2, "75.00%", "25.00%"),
    ]
    assert (north.total, south.total) == (4, None)
    assert [(s.series, s.value) for s in south.segments] == [("online", 1)]


def test_a_line_has_a_point_for_each_value_that_is_shown():
    (line,), highest = drawings.lines(["Jan", "Feb", "Mär"], [("2026", [0, None, 10])])
    assert highest == 10
    assert line.path == "24.0,236.0 696.0,24.0"
    assert drawings.lines([], []) == ([], 1)


@pytest.mark.parametrize(
    ("value", "level"), [(0, 0), (1, 1), (20, 1), (21, 2), (100, 5), (None, None)]
)
def test_the_highest_value_has_the_darkest_shade(value, level):
    assert drawings.shades(["", ""], [value, 100])[0].level == level


@pytest.mark.django_db
def test_the_map_has_each_land_once():
    chart = drawings.land_map(["Bayern", "Saarland"], [7, None])
    assert {land.name for land in chart} == set(State.objects.values_list("name", flat=True))
    told = {land.name: (land.value, land.level) for land in chart}
    assert (told["Bayern"], told["Saarland"], told["Berlin"]) == ((7, 5), (None, None), (0, 0))
    titles = [path.find(f"{SVG}title").text for path in drawn("map", chart).iter(f"{SVG}path")]
    assert len(titles) == 16
    assert {"Bayern: 7", "Saarland: •", "Berlin: 0"} <= set(titles)


def test_every_picture_has_a_title_a_description_and_keeps_the_security_policy():
    series = [("online", [3, 1]), ("Präsenz", [1, None])]
    lines, highest = drawings.lines(["Nord", "Süd"], series)
    for picture in (
        drawn("stacked", drawings.stacks(["<b>", "Süd"], series)),
        drawn("lines", lines, highest=highest, first="Nord", last="Süd"),
        drawn("map", drawings.land_map([], [])),
    ):
        assert picture.get("role") == "img"
        named = {part.get("id") for part in picture if part.tag in (f"{SVG}title", f"{SVG}desc")}
        assert set(picture.get("aria-labelledby").split()) == named
        assert not [p for p in picture.iter() if p.get("style") or p.tag.endswith("script")]
