"""What fits the words best stands on top: the very course, then titles, then the rest."""

import pytest

from tests.cms.site import course_page, in_days
from tests.cms.test_catalogue import titles

pytestmark = pytest.mark.usefixtures("site")


def test_the_very_course_comes_first_then_those_with_the_words_in_the_title(client):
    """However soon the dates of the others are; who wants them soonest first says so."""
    for days, title, code, topic in [
        (10, "Beratung im Alltag", "FB-701", "Asyl"),
        (20, "Grundlagen: Asyl und Arbeit", "FB-702", "Recht"),
        (30, "Asyl", "FB-703", "Recht"),
        (40, "Asylverfahren kompakt", "FB-704", "Recht"),
    ]:
        in_days(days, course=course_page(title, code=code, topic=topic).course)
    by_date = [
        "Beratung im Alltag",
        "Grundlagen: Asyl und Arbeit",
        "Asyl",
        "Asylverfahren kompakt",
    ]
    alone, first, *others = by_date
    assert titles(client, q="asyl") == ["Asyl", first, others[1], alone]
    assert titles(client, q="asyl", sort="date") == by_date
    assert titles(client, q="fb-704") == ["Asylverfahren kompakt"]
    assert titles(client) == by_date


def test_of_what_only_comes_close_the_most_alike_comes_first(client):
    for days, title in [(10, "Einbürgung leicht gemacht"), (20, "Einbürgerung")]:
        in_days(days, course=course_page(title).course)
    assert titles(client, q="Einbürgerunk") == ["Einbürgerung", "Einbürgung leicht gemacht"]


def test_the_best_match_is_an_order_only_where_there_are_words(client):
    course_page("Recht")

    def orders(**asked):
        form = client.get("/katalog/", asked).context["form"]
        return [value for value, _text in form.fields["sort"].choices]

    assert orders() == ["", "free", "title"]
    assert orders(q="Recht") == ["", "date", "free", "title"]
