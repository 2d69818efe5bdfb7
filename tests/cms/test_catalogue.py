"""The catalogue: found by words however they are written, filtered, and shared by its address."""

import re

import pytest
from django.utils import timezone

from cms.models import CoursePage
from cms.pages.filters import find, months, within
from courses.kinds import DeliveryMode
from courses.models import Topic
from tests.cms.site import DAY, course_page, in_days
from tests.factories import NOON, SeminarFactory, land, programme

pytestmark = pytest.mark.usefixtures("site")


def titles(client, **asked):
    page = client.get("/katalog/", asked).context["results"]
    return [entry.course.title for entry in page]


@pytest.mark.parametrize(
    ("words", "approximate"),
    [
        ("Einbürgerungen", False),
        ("einbürgerung", False),
        ("Staatsangehörigkeit", False),
        ("FB-900", False),
        ("Migrationsrecht", False),  # the topic
        ("Einwohnermeldeamt", False),  # the introduction
        ("Einbuergerung", False),
        ("Einbürgrung", True),
        ("Statsangehörigkeit", True),
    ],
)
def test_words_are_found_in_any_form_and_mistyped(words, approximate):
    page = course_page(
        "Staatsangehörigkeitsrecht: Einbürgerung Schritt für Schritt",
        code="FB-900",
        topic="Migrationsrecht",
        words={"intro": "Vom Einwohnermeldeamt bis zur Urkunde."},
    )
    course_page("Motivierende Gesprächsführung", topic="Methoden")
    found = find(CoursePage.objects.live(), {"q": words}, now=NOON)
    assert (list(found.pages), found.approximate) == ([page], approximate)


def test_a_missing_letter_finds_the_residence_law():
    page = course_page("Aufenthaltsrecht I: Titel, Zwecke, Verlängerung")
    course_page("Sozialrecht für Zugewanderte", topic="Sozialrecht")
    found = find(CoursePage.objects.live(), {"q": "Aufenthaltrecht"}, now=NOON)
    assert (list(found.pages), found.approximate) == ([page], True)


def test_nonsense_finds_nothing_and_the_page_says_what_to_do(client):
    course_page()
    answer = client.get("/katalog/", {"q": "xyzzyx", "topic": "gibt-es-nicht", "month": "nie"})
    assert list(answer.context["results"]) == []
    assert "Kein Kurs gefunden" in answer.content.decode()


def test_each_filter_keeps_what_fits(client):
    law = course_page("Recht", topic="Recht", delivery_mode=DeliveryMode.ONLINE)
    method = course_page("Methode", topic="Methoden")
    method.course.programmes.add(programme("JMD"))
    in_days(50, course=law.course)
    in_days(40, course=method.course, land=land("TH"))
    slug = Topic.objects.get(name="Recht").slug
    assert titles(client) == ["Methode", "Recht"]
    assert titles(client, topic=slug) == ["Recht"]
    assert titles(client, mode="online") == ["Recht"]
    assert titles(client, programme=programme("MBE").code) == ["Recht"]
    assert titles(client, programme="JMD") == ["Methode", "Recht"]
    assert titles(client, land="TH") == ["Methode"]
    assert titles(client, land="TH", topic=slug) == []


def test_land_and_month_must_hold_for_the_same_date():
    page = course_page()
    month, _ = months(NOON)[2]
    start, _ = within(month)
    SeminarFactory(course=page.course, land=land("BE"), days__start=start + 10 * DAY)
    SeminarFactory(course=page.course, land=land("TH"), days__start=start + 50 * DAY)
    pages = CoursePage.objects.live()
    both = {"month": month, "land": land("BE")}
    assert [p.next_start for p in find(pages, both, now=NOON).pages] == [
        start + 10 * DAY - 3 * DAY / 24
    ]
    assert not find(pages, both | {"land": land("TH")}, now=NOON).pages


def test_courses_come_by_next_date_and_those_without_one_last(client):
    for title, days in [("C", None), ("B", 50), ("A", 60)]:
        page = course_page(title)
        if days:
            in_days(days, course=page.course)
    assert titles(client) == ["B", "A", "C"]


def test_a_filter_in_use_can_be_taken_away_on_its_own(client):
    course_page()
    answer = client.get("/katalog/", {"q": "Recht", "mode": "presence", "land": "", "page": "2"})
    assert [(str(chip["text"]), chip["address"]) for chip in answer.context["chips"]] == [
        ("Recht", "?mode=presence&land="),
        (str(DeliveryMode.PRESENCE.label), "?q=Recht&land="),
    ]


def test_many_courses_stand_on_pages_that_keep_the_filters(client):
    for n in range(13):
        course_page(f"Kurs {n:02}")
    answer = client.get("/katalog/", {"q": "Kurs"})
    assert len(answer.context["results"]) == 12
    assert re.findall(r'rel="next"\s+href="([^"]+)"', answer.content.decode()) == [
        "?q=Kurs&amp;page=2"
    ]
    assert titles(client, q="Kurs", page=2) == ["Kurs 12"]


def test_months_begin_with_this_one_and_cross_the_year():
    assert [value for value, _label in months(NOON)][:3] == ["2026-11", "2026-12", "2027-01"]
    first, last = within("2027-02")
    assert [timezone.localtime(moment).day for moment in (first, last)] == [1, 28]


@pytest.mark.parametrize("courses", [1, 5])
def test_the_catalogue_costs_the_same_for_one_course_and_many(
    client, courses, django_assert_num_queries
):
    for n in range(courses):
        in_days(30 + n, course=course_page(f"Kurs {n}").course)
    client.get("/katalog/", {"q": "Kurs"})  # fills Wagtail's cache of root paths
    with django_assert_num_queries(16):
        client.get("/katalog/", {"q": "Kurs"})
    client.get("/katalog/awo/")
    with django_assert_num_queries(14):
        client.get("/katalog/awo/")
