"""Courses and seminars, which anybody may read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.api.calling import problem
from tests.cms.desk import book
from tests.cms.site import course_page, in_days
from tests.factories import (
    NOON,
    SeminarFactory,
    land,
    programme,
)

pytestmark = pytest.mark.django_db
COURSES, SEMINARS = "/api/v1/courses", "/api/v1/seminars"


def listed(client, path, **asked):
    return client.get(path, asked).json()


# Courses


@pytest.fixture
def catalogue(site):
    law = course_page("Recht", code="FB-1", topic="Recht", delivery_mode="online")
    method = course_page("Methode", code="FB-2", topic="Methoden")
    method.course.programmes.add(programme("JMD"))
    return law, method


def test_a_course_tells_its_facts(client, catalogue):
    seminar = in_days(30, course=catalogue[1].course)
    first = seminar.sessions.order_by("starts_at").first()
    (item, _other), count = listed(client, COURSES).values()
    moment = item.pop("next_start")
    assert count == 2
    assert abs(timezone.datetime.fromisoformat(moment) - first.starts_at) < timedelta(seconds=1)
    assert item == {
        "code": "FB-2",
        "title": "Methode",
        "intro": "",
        "topics": [{"slug": "methoden", "name": "Methoden"}],
        "mode": "presence",
        "teaching_units": 16.0,
        "programmes": ["JMD"],
        "mandatory": False,
        "url": "http://testserver" + catalogue[1].get_url(),
    }


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({}, ["FB-2", "FB-1"]),
        ({"q": "Rechte"}, ["FB-1"]),
        ({"q": "FB-2"}, ["FB-2"]),
        ({"q": "xyzzyx"}, []),
        ({"topic": "methoden"}, ["FB-2"]),
        ({"mode": "online"}, ["FB-1"]),
        ({"programme": "MBE"}, ["FB-1"]),
        ({"programme": "JMD"}, ["FB-2", "FB-1"]),
        ({"programme": "JMD", "mode": "online", "q": "recht"}, ["FB-1"]),
        ({"page": 2, "page_size": 1}, ["FB-1"]),
    ],
)
def test_courses_are_found_as_in_the_catalogue(client, catalogue, asked, codes):
    programme("MBE")
    assert [item["code"] for item in listed(client, COURSES, **asked)["items"]] == codes


@pytest.mark.parametrize("field", ["topic", "mode", "programme"])
def test_a_filter_that_does_not_exist_is_named(client, catalogue, field):
    (error,) = problem(client.get(COURSES, {field: "gibt-es-nicht"}))["errors"]
    assert error["field"] == field
    assert error["message"].startswith(("Wählen Sie", "Bitte eine gültige"))


def test_courses_that_are_not_published_are_not_there(client, catalogue):
    catalogue[0].unpublish()
    assert [item["code"] for item in listed(client, COURSES)["items"]] == ["FB-2"]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("courses", [1, 5])
def test_the_courses_cost_the_same_for_one_and_many(client, courses, django_assert_num_queries):
    for n in range(courses):
        in_days(30 + n, course=course_page(f"Kurs {n}").course)
    client.get(COURSES, {"q": "Kurs"})
    with django_assert_num_queries(14):
        assert len(listed(client, COURSES, q="Kurs")["items"]) == courses


# Seminars


def test_a_seminar_tells_its_facts_sessions_and_seats(client):
    seminar = in_days(30, number="AWO-1.a b", capacity=2, land=land("BE"), state="guaranteed")
    for _ in range(3):
        book(seminar)
    item = client.get("/api/v1/seminars/AWO-1.a b").json()
    assert (item["capacity"], item["taken"], item["free"], item["waiting"]) == (2, 2, 0, 1)
    assert (item["land"], item["state"], item["fee"]) == ("BE", "guaranteed", "0.00")
    assert item["course"] == seminar.course.code
    sessions = item.pop("sessions")
    assert [session["teaching_units"] for session in sessions] == [8.0, 8.0]
    assert item["starts_at"] == sessions[0]["starts_at"]
    assert item["ends_at"] == sessions[1]["ends_at"]
    assert "online_link" not in item
    (listed_item,) = listed(client, SEMINARS)["items"]
    assert listed_item == {name: item[name] for name in listed_item}


@pytest.mark.parametrize("state", ["planned", "held", "closed", "called_off"])
def test_seminars_that_are_not_public_are_not_there(client, state):
    seminar = SeminarFactory(state=state)
    assert problem(client.get(f"/api/v1/seminars/{seminar.number}"))["status"] == 404
    assert listed(client, SEMINARS) == {"items": [], "count": 0}
    (error,) = problem(client.get(SEMINARS, {"state": state}))["errors"]
    assert error == {
        "field": "state",
        "message": "Wählen Sie eine dieser Angaben: 'open', 'guaranteed'.",
    }


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, ["early", "late"]),
        ({"state": "open"}, ["early"]),
        ({"free": "true"}, ["late"]),
        ({"free": "0"}, ["early"]),
        ({"from": "2026-12-02"}, ["early", "late"]),
        ({"from": "2026-12-03"}, ["late"]),
        ({"to": "2026-12-02"}, ["early"]),
        ({"to": "2026-12-01"}, []),
        ({"from": "2026-12-03", "to": "2026-12-20"}, []),
        ({"course": "FB-X"}, ["late"]),
        ({"course": "nichts"}, []),
    ],
)
def test_seminars_are_filtered(client, asked, numbers):
    early = SeminarFactory(number="early", capacity=1)
    SeminarFactory(
        number="late",
        course__code="FB-X",
        state="guaranteed",
        days__start=NOON + timedelta(days=60),
    )
    book(early)
    assert [item["number"] for item in listed(client, SEMINARS, **asked)["items"]] == numbers


def test_a_day_begins_in_germany(client):
    SeminarFactory(days__start=NOON.replace(month=12, day=2, hour=2, minute=30), days=1)
    first = listed(client, SEMINARS)["items"][0]["starts_at"]
    assert first == "2026-12-01T23:30:00Z"
    assert listed(client, SEMINARS, **{"from": "2026-12-02", "to": "2026-12-02"})["count"] == 1
    assert listed(client, SEMINARS, to="2026-12-01")["count"] == 0


@pytest.mark.parametrize(("field", "value"), [("from", "morgen"), ("to", "1"), ("free", "viele")])
def test_nonsense_is_named(client, field, value):
    (error,) = problem(client.get(SEMINARS, {field: value}))["errors"]
    assert error["field"] == field


@pytest.mark.parametrize("seminars", [1, 5])
def test_the_seminars_cost_the_same_for_one_and_many(client, seminars, django_assert_num_queries):
    for _ in range(seminars):
        book(SeminarFactory())
    with django_assert_num_queries(2):
        assert len(listed(client, SEMINARS)["items"]) == seminars


@pytest.mark.parametrize("sessions", [1, 5])
def test_a_seminar_costs_two_queries(client, sessions, django_assert_num_queries):
    seminar = SeminarFactory(days=sessions)
    with django_assert_num_queries(2):
        client.get(f"/api/v1/seminars/{seminar.number}")
