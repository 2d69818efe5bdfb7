"""What a course asks for, on its page: who is logged in sees what they have already."""

import re

import pytest

from courses.services.prerequisites import require
from tests.cms.site import course_page
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
    assert conditions(client, page) == [either, other]
    has_attended(person, first.course)
    assert conditions(client, page) == [f"{either} erfüllt", other]
    has_qualified(person)
    assert conditions(client, page) == [f"{either} erfüllt", f"{other} erfüllt"]


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
