"""Every error is a problem with its status, in German unless asked otherwise."""

import pytest

from tests.api.calling import bearing, problem, secret_of
from tests.factories import SeminarFactory, counsellor

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.sample")]


@pytest.fixture
def writer():
    return counsellor()


def book(client, writer, body, number="S-1", **headers):
    headers = bearing(secret_of(writer, "write"), **headers)
    return client.post(f"/api/sample/book/{number}", body, "application/json", headers=headers)


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/v1/", "/api/v1/nichts", "/api/v1/seminars/nichts", "/api/v2/", "/api/v1/x.y/"],
)
def test_what_is_not_there_is_a_problem_too(client, path):
    for answer in (client.get(path), client.get(path, {"q": "x"})):
        assert problem(answer) == {
            "type": "about:blank",
            "title": "Nicht gefunden",
            "status": 404,
            "detail": "Hier gibt es nichts oder nichts, was Sie sehen dürfen.",
            "instance": path,
        }


@pytest.mark.ignore_template_errors
def test_elsewhere_it_is_a_page(client):
    answer = client.get("/gibt-es-nicht/")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")


def test_a_post_to_nowhere_is_not_found_without_a_token_of_a_form(client):
    client.handler.enforce_csrf_checks = True
    assert problem(client.post("/api/v1/nichts"))["status"] == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_wrong_method_names_the_right_ones(client, method):
    answer = getattr(client, method)("/api/v1/courses")
    assert problem(answer)["status"] == 405
    assert answer["Allow"] == "GET"


def test_a_refusal_gives_its_reasons(client, writer):
    seminar = SeminarFactory(state="planned")
    body = problem(book(client, writer, {}, seminar.number))
    assert (body["status"], body["type"]) == (409, "urn:fortbildung:problem:refused")
    assert body["reasons"]
    assert body["detail"] == " ".join(body["reasons"])


def test_wrong_fields_are_named_each(client, writer):
    body = problem(book(client, writer, {"note": "zu lang", "seats": "viele"}))
    assert (body["status"], body["type"]) == (422, "urn:fortbildung:problem:invalid")
    assert body["errors"] == [
        {"field": "note", "message": "Verwenden Sie höchstens 5 Zeichen."},
        {"field": "seats", "message": "Geben Sie eine ganze Zahl ein."},
    ]


@pytest.mark.parametrize("body", [b"", b"[]"])
def test_a_body_that_is_none_is_not_valid(client, writer, body):
    (error,) = problem(book(client, writer, body))["errors"]
    assert error["field"] == "body"


@pytest.mark.parametrize("body", [b"{", b"\xff"])
def test_what_is_no_json_cannot_be_read(client, writer, body):
    assert problem(book(client, writer, body))["status"] == 400


def test_a_null_character_cannot_be_read(client):
    assert problem(client.get("/api/v1/seminars/%00"))["status"] == 400


@pytest.mark.parametrize(
    ("language", "title"),
    [("", "Nicht gültig"), ("de-AT", "Nicht gültig"), ("fr", "Nicht gültig"), ("en", "Not valid")],
)
def test_it_speaks_the_language_asked_for(client, language, title):
    answer = client.get("/api/v1/courses?page=x", headers={"Accept-Language": language})
    assert problem(answer)["title"] == title


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "a"}])
def test_what_breaks_tells_nothing_of_the_house(client, writer, headers):
    seminar = SeminarFactory()
    answer = book(client, writer, {"note": "crash"}, seminar.number, **headers)
    assert problem(answer) == {
        "type": "about:blank",
        "title": "Hier ist etwas schiefgegangen",
        "status": 500,
        "detail": "Der Fehler wurde festgehalten. Bitte versuchen Sie es später noch einmal.",
        "instance": f"/api/sample/book/{seminar.number}",
    }
