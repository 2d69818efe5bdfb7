"""What a course asks for, on its page: who is logged in sees what they have already."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from courses.conditions import conditions_of, in_words
from courses.models import Qualification
from courses.rules import reasons_not_to_enrol
from courses.services.enrolments import enrol
from courses.services.prerequisites import require
from tests.cms.site import course_page, in_days
from tests.factories import CourseFactory, counsellor, has_attended, has_qualified, qualification

pytestmark = pytest.mark.usefixtures("site")


def conditions(client, page):
    """The conditions as texts, in order."""
    html = client.get(page.url).content.decode()
    found = re.findall(r'<p class="condition">(.*?)</p>', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", condition).split()) for condition in found]


def test_conditions_are_told_to_all_and_ticked_for_whoever_meets_them(client):
    first, page = course_page(code="FB-006", title="Aufenthaltsrecht I"), course_page()
    second = CourseFactory(code="FB-007", title="Asylrecht")
    require(course=page.course, courses=[first.course, second])
    require(course=page.course, courses=[second], qualifications=[qualification()])
    either, other = (
        "FB-006 Aufenthaltsrecht I oder FB-007 Asylrecht",
        "FB-007 Asylrecht oder Dolmetschen im Gespräch",
    )
    assert conditions(client, page) == [either, other]
    assert f'href="{first.url}"' in client.get(page.url).content.decode()
    person = counsellor()
    client.force_login(person)
    assert conditions(client, page) == [f"{either} fehlt noch", f"{other} fehlt noch"]
    assert (
        "lassen Sie der Zentralstelle Ihren Nachweis zukommen"
        in client.get(page.url).content.decode()
    )
    has_attended(person, first.course)
    assert conditions(client, page) == [f"{either} erfüllt", f"{other} fehlt noch"]
    has_qualified(person)
    assert conditions(client, page) == [f"{either} erfüllt", f"{other} erfüllt"]


def test_a_qualification_is_called_in_english_where_somebody_has_named_it(client):
    page, wanted = course_page(), qualification()
    require(course=page.course, qualifications=[wanted])
    english = {"accept-language": "en"}
    for name_en, shown in (("", (wanted.name, "de")), ("Interpreting", ("Interpreting", "en"))):
        Qualification.objects.update(name_en=name_en)
        text, lang = shown
        html = client.get(page.url, headers=english).content.decode()
        assert f'<span lang="{lang}">{text}</span>' in html
        with translation.override("en"):
            (condition,) = conditions_of(page.course)
            assert in_words(condition) == f"the qualification “{text}”"
    assert f'<span lang="de">{wanted.name}</span>' in client.get(page.url).content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_conditions_cost_the_same_for_one_and_many(client, number, django_assert_num_queries):
    page, person = course_page(), counsellor()
    for _n in range(number):
        require(
            course=page.course, courses=[course_page().course], qualifications=[qualification()]
        )
    client.force_login(person)
    client.get(page.url)
    with django_assert_num_queries(24):
        client.get(page.url)


def test_who_cannot_book_sees_why_and_who_has_a_seat_sees_it(client):
    first, page = course_page(code="FB-006", title="Aufenthaltsrecht I"), course_page()
    require(course=page.course, courses=[first.course])
    seminar, person = in_days(30, course=page.course), counsellor()
    client.force_login(person)
    answer = client.get(page.url)
    assert answer.context["hindrances"] == list(
        reasons_not_to_enrol(
            person=person, seminar=seminar, employment=person.job, now=timezone.now()
        )
    )
    assert "Ansehen, was fehlt" in answer.content.decode()
    has_attended(person, first.course)
    mine = enrol(person=person, seminar=seminar, employment=person.job, now=timezone.now())
    html = client.get(page.url).content.decode()
    assert reverse("courses:enrolment", args=[mine.pk]) in html
    assert f"/buchen/{seminar.number}/" not in html
