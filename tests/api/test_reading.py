"""What anybody may read: courses, seminars, certificates; and the reports, for those who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.checking import VERDICTS
from certificates.models import Certificate
from certificates.services import issue_due
from certificates.states import CertificateState
from organisations.models import User
from tests.api.calling import bearing, problem, secret_of
from tests.certificates.settled import AFTER, settled
from tests.cms.desk import book
from tests.cms.site import course_page, in_days
from tests.factories import (
    NOON,
    SeminarFactory,
    coordinator,
    counsellor,
    land,
    manager,
    office,
    office_staff,
    programme,
    provider,
    site,
)
from tests.reports.people import took_part

pytestmark = pytest.mark.django_db
COURSES, SEMINARS, REPORT = "/api/v1/courses", "/api/v1/seminars", "/api/v1/reports/participation"


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
    with django_assert_num_queries(8):
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


# Certificates


@pytest.fixture
def certificate():
    settled(counsellor(first_name="Kim", last_name="Muster"))
    (made,) = issue_due(now=AFTER)
    return made


@pytest.mark.parametrize("state", CertificateState)
def test_a_certificate_is_checked_in_the_words_of_the_page(client, certificate, state):
    Certificate.objects.update(state=state)
    answer = client.get(f"/api/v1/certificates/{certificate.code.lower()}")
    assert answer.json() == {
        "state": state.value,
        "verdict": str(VERDICTS[state]),
        "number": "AWO-2027-00001",
        "office": "Zentralstelle AWO",
        "issued_on": "2027-01-01",
        "person": "K… M…",
        "course": certificate.facts["course"]["title"],
        "first_day": "2026-12-02",
        "last_day": "2026-12-03",
        "attended": 16.0,
        "offered": 16.0,
    }
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    page = client.get(f"/pruefen/{certificate.code}/").content.decode()
    assert str(VERDICTS[state]) in page


@pytest.mark.parametrize("code", ["K7QXM2RP9TLA", "quatsch"])
def test_an_unknown_code_is_not_found(client, code):
    assert problem(client.get(f"/api/v1/certificates/{code}"))["status"] == 404


def test_checks_are_counted_together_with_those_on_the_page(client, certificate, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    page, api = f"/pruefen/{certificate.code}/", f"/api/v1/certificates/{certificate.code}"
    assert {client.get(page).status_code for _ in range(15)} == {200}
    assert {client.get(api).status_code for _ in range(15)} == {200}
    assert problem(client.get(api))["status"] == 429
    assert client.get(page).status_code == 429


# Reports


def ask(client, person, **asked):
    return client.get(REPORT, asked, headers=bearing(secret_of(person)))


@pytest.fixture
def figures():
    seminar = SeminarFactory()
    took_part(counsellor(), seminar)
    took_part(counsellor(site("Erfurt", below=provider("Träger Zwei"), in_land="TH")), seminar)
    return seminar


def test_the_report_gives_the_figures_of_the_page(client, figures):
    answer = ask(client, coordinator()).json()
    assert answer.pop("as_of")
    row = {"associations": "AWO", "state": "", "participations": 1, "persons": 1}
    row |= {"units": 16.0, "no_shows": 0}
    assert answer == {
        "year": 2026,
        "by": "provider",
        "programme": None,
        "reach": "alle Zentralstellen",
        "rows": [
            row | {"name": "Träger Eins", "city": ""},
            row | {"name": "Träger Zwei", "city": ""},
        ],
        "total": {"participations": 2, "persons": 2, "units": 32.0, "no_shows": 0},
    }


def test_the_report_is_per_land_and_programme_too(client, figures):
    programme("JMD")
    reader = coordinator()
    per_land = ask(client, reader, by="state", year=2026).json()
    assert [row["name"] for row in per_land["rows"]] == ["Berlin", "Thüringen"]
    assert ask(client, reader, programme="JMD").json()["rows"] == []


@pytest.mark.parametrize("by", ["provider,state", "state,provider"])
def test_the_report_is_per_provider_and_land_in_either_order(client, figures, by):
    took_part(counsellor(site("Jena", below=provider("Träger Eins"), in_land="TH")), figures)
    answer = ask(client, coordinator(), by=by, year=2026).json()
    assert answer["by"] == "provider,state"
    assert [(row["name"], row["state"], row["participations"]) for row in answer["rows"]] == [
        ("Träger Eins", "Berlin", 1),
        ("Träger Eins", "Thüringen", 1),
        ("Träger Zwei", "Thüringen", 1),
    ]
    assert answer["total"]["participations"] == 3


@pytest.mark.parametrize("by", ["person", "provider,person", "provider,state,provider", "state,"])
def test_what_rows_cannot_stand_for_is_told(client, figures, by):
    said = "Nennen Sie provider, state oder beides mit einem Komma dazwischen."
    assert problem(ask(client, coordinator(), by=by))["errors"] == [
        {"field": "by", "message": said}
    ]


def test_an_office_reads_its_own_seminars(client, figures):
    assert ask(client, office_staff()).json()["total"]["persons"] == 2
    assert ask(client, office_staff(office("Caritas"))).json()["rows"] == []


@pytest.mark.parametrize("maker", [counsellor, manager])
def test_for_others_there_is_no_report(client, figures, maker):
    assert problem(ask(client, maker()))["status"] == 404


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"year": 1999}, "year"),
        ({"year": "x"}, "year"),
        ({"by": "association"}, "by"),
        ({"programme": "nichts"}, "programme"),
        ({"format": "pdf"}, "format"),
    ],
)
def test_what_cannot_be_reported_is_named(client, figures, asked, field):
    (error,) = problem(ask(client, coordinator(), **asked))["errors"]
    assert error["field"] == field


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_file_is_the_one_of_the_page(client, figures, file_format):
    reader = coordinator()
    answer = ask(client, reader, format=file_format, by="state")
    client.force_login(User.objects.get(pk=reader.pk))
    page = client.get(f"/berichte/teilnahmen.{file_format}", {"by": "state"})
    assert answer["Content-Disposition"] == page["Content-Disposition"]
    assert answer["Content-Type"] == page["Content-Type"]
    if file_format == "csv":
        assert answer.content == page.content


@pytest.mark.parametrize("people", [1, 5])
def test_the_report_costs_the_same_for_one_and_many(client, people, django_assert_num_queries):
    seminar = SeminarFactory()
    for n in range(people):
        took_part(counsellor(site(f"Stelle {n}", below=provider(f"Träger {n}"))), seminar)
    headers = bearing(secret_of(coordinator()))
    client.get(REPORT, headers=headers)
    with django_assert_num_queries(5):
        assert len(client.get(REPORT, headers=headers).json()["rows"]) == people
