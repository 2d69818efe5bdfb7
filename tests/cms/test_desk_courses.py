"""What courses ask for and how much they are wanted, at the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.site import create_site, ensure_course_page
from courses.kinds import PrerequisitePolicy
from courses.models import Prerequisite
from courses.services.interest import register_interest
from courses.services.prerequisites import require
from tests.cms.desk import seminar_begun, text_of, to_the_admin, url
from tests.factories import (
    CourseFactory,
    SeminarFactory,
    coordinator,
    counsellor,
    office,
    office_staff,
    qualification,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def at(name, *args):
    return reverse(f"desk_courses:{name}", args=args)


def test_the_office_adds_and_removes_what_a_course_asks_for(desk):
    course, first = CourseFactory(), CourseFactory(code="FB-006", title="Aufenthaltsrecht I")
    address = at("prerequisites", course.pk)
    assert "Der Kurs setzt nichts voraus." in text_of(desk.get(address))
    form = {"courses": [first.pk], "qualifications": [qualification().pk]}
    text = text_of(desk.post(address, form, follow=True))
    assert "FB-006 Aufenthaltsrecht I oder die Qualifikation „Dolmetschen im Gespräch“" in text
    condition = course.prerequisites.get()
    desk.post(at("drop_prerequisite", course.pk, condition.pk))
    assert not Prerequisite.objects.exists()


def test_what_cannot_be_asked_for_is_told(desk):
    course, other = CourseFactory(code="FB-1"), CourseFactory(code="FB-2")
    assert "mindestens einen Kurs" in text_of(desk.post(at("prerequisites", course.pk)))
    require(course=course, courses=[other])
    text = text_of(desk.post(at("prerequisites", other.pk), {"courses": [course.pk]}))
    assert "FB-2 → FB-1 → FB-2" in text
    assert not other.prerequisites.exists()


def test_a_condition_is_removed_from_its_own_course_only(desk):
    course = CourseFactory()
    condition = require(course=course, courses=[CourseFactory()])
    address = at("drop_prerequisite", CourseFactory().pk, condition.pk)
    assert desk.post(address).status_code == 404


def test_the_office_says_what_becomes_of_whoever_lacks_something(desk):
    course = CourseFactory()
    desk.post(at("policy", course.pk), {"policy": "warn"})
    desk.post(at("policy", course.pk), {"policy": "anything"})
    course.refresh_from_db()
    assert course.prerequisite_policy == PrerequisitePolicy.WARN


def test_the_cockpit_leads_to_what_the_course_asks_for(desk):
    seminar = seminar_begun()
    assert at("prerequisites", seminar.course.pk) in text_of(desk.get(url("cockpit", seminar.pk)))


def test_a_course_another_office_writes_about_is_not_there_to_be_changed(client):
    create_site()
    seminar = SeminarFactory(central_office=(theirs := office("Caritas")))
    course = ensure_course_page(seminar.course, office(), live=True).course
    client.force_login(to_the_admin(office_staff(theirs)))
    for page in ("prerequisites", "questionnaire"):
        assert client.get(at(page, course.pk)).status_code == 404
    assert client.post(at("policy", course.pk), {"policy": "warn"}).status_code == 404
    assert at("prerequisites", course.pk) not in text_of(client.get(url("cockpit", seminar.pk)))
    assert at("prerequisites", course.pk) not in text_of(client.get(at("index")))
    client.force_login(to_the_admin(office_staff()))
    assert client.get(at("questionnaire", course.pk)).status_code == 200


def test_planners_see_interest_without_names(client):
    course, person = CourseFactory(title="Asylrecht"), counsellor(last_name="Geheimnis")
    now = timezone.now()
    register_interest(person=person, course=course, employment=person.job, now=now)
    for planner in (office_staff(), coordinator()):
        client.force_login(to_the_admin(planner))
        text = text_of(client.get(at("interest")))
        assert ["Asylrecht" in text, "AWO: 1" in text, "Berlin: 1" in text] == [True] * 3
        assert "Geheimnis" not in text


@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize(
    ("page", "queries"), [("index", 17), ("prerequisites", 17), ("interest", 15)]
)
def test_lists_cost_the_same_for_one_and_many(desk, rows, page, queries, django_assert_num_queries):
    course, person, now = CourseFactory(), counsellor(), timezone.now()
    for _n in range(rows):
        require(course=course, courses=[wanted := CourseFactory()])
        register_interest(person=person, course=wanted, employment=person.job, now=now)
    address = at(page, *([course.pk] if page == "prerequisites" else []))
    desk.get(address)
    with django_assert_num_queries(queries):
        desk.get(address)
