"""The bar chart: every participation is in it, and it needs neither script nor style."""

from decimal import Decimal
from xml.etree import ElementTree as ET

from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from fortbildung.shared.charts import bar_chart, share_chart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(values, **options):
    shown = {"chart": bar_chart(values, **options), "name": "bars"}
    shown |= {"title": "Teilnahmen", "description": "Als Balken"}
    return ET.fromstring(render_to_string("components/bars.html", shown))


def numbered(count):
    return [(f"Träger {n}", count - n) for n in range(count)]


def test_bars_are_as_long_as_their_share_of_the_longest():
    chart = bar_chart([("Nord", 3), ("Süd", 1), ("Ost", 0)])
    assert [(bar.name, bar.width, bar.top) for bar in chart.bars] == [
        ("Nord", "100.00%", 0),
        ("Süd", "33.33%", 44),
        ("Ost", "0.00%", 88),
    ]
    assert chart.height == 132


def test_nobody_came_anywhere_is_a_chart_of_empty_bars():
    assert [bar.width for bar in bar_chart([("Nord", 0)]).bars] == ["0.00%"]
    assert bar_chart([]).bars == ()


def test_what_comes_after_the_first_is_summed_up():
    with translation.override("de"):
        chart = bar_chart(numbered(6), top=3)
    assert [(bar.name, bar.value, bar.is_rest) for bar in chart.bars] == [
        ("Träger 0", 6, False),
        ("Träger 1", 5, False),
        ("Träger 2", 4, False),
        ("übrige (3)", 6, True),
    ]
    assert [bar.width for bar in chart.bars[:2]] == ["100.00%", "83.33%"]


def test_the_sum_of_the_rest_is_a_number_without_a_bar():
    *bars, rest = drawn(numbered(6), top=3).iter(f"{SVG}g")
    assert [len(bar.findall(f"{SVG}rect")) for bar in bars] == [2, 2, 2]
    assert rest.findall(f"{SVG}rect") == []


def test_shares_stand_beside_the_whole_and_are_not_summed_up():
    shares = [("Nord", Decimal("50.0")), ("Süd", Decimal("19.6")), ("Ost", 8), ("West", 7)]
    with translation.override("de"):
        chart = share_chart(shares, told="{} %".format, top=2)
    assert [(bar.name, bar.text, bar.width) for bar in chart.bars] == [
        ("Nord", "50.0 %", "50.00%"),
        ("Süd", "19.6 %", "19.60%"),
        ("übrige (2)", "", "0%"),
    ]


def test_sixteen_laender_are_all_shown():
    assert [bar.is_rest for bar in bar_chart(numbered(16)).bars] == [False] * 16


@given(st.lists(st.integers(0, 10_000)), st.integers(1, 20))
def test_the_chart_loses_no_participation(values, top):
    values = [(str(place), value) for place, value in enumerate(sorted(values, reverse=True))]
    chart = bar_chart(values, top=top)
    assert sum(bar.value for bar in chart.bars) == sum(value for _name, value in values)
    assert len(chart.bars) <= top + 1
    assert all(0 <= float(bar.width.rstrip("%")) <= 100 for bar in chart.bars)


def test_the_picture_has_a_title_a_description_and_a_title_per_bar():
    with translation.override("de"):
        picture = drawn([("Haus <b> & Hof", 1234), ("Süd", 1)])
    assert picture.get("role") == "img"
    named = {part.get("id") for part in picture if part.tag in (f"{SVG}title", f"{SVG}desc")}
    assert set(picture.get("aria-labelledby").split()) == named
    assert [bar.find(f"{SVG}title").text for bar in picture.iter(f"{SVG}g")] == [
        "Haus <b> & Hof: 1.234",
        "Süd: 1",
    ]


def test_the_picture_keeps_to_the_content_security_policy():
    picture = drawn(numbered(20))
    assert not [part for part in picture.iter() if part.get("style") or part.tag.endswith("script")]


def test_a_long_name_is_shortened_on_small_screens_only():
    name = "Evangelischer Verein für Migrationsdienste im Rheinland e. V."  # 61 letters
    bar = next(drawn([(name, 1)]).iter(f"{SVG}g"))
    assert bar.find(f"{SVG}title").text == f"{name}: 1"
    wide, small, _value = bar.iter(f"{SVG}text")
    assert (wide.text, small.text) == (name, "Evangelischer Verein für Migrat…")
