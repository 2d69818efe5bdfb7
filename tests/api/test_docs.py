"""The document lists every operation; its page loads nothing from elsewhere and runs no script."""

import re

import pytest
from django.contrib.staticfiles import finders

from fortbildung.api.v1 import api
from reports.questions.catalogue import REPORTS
from tests.api.calling import secret_of
from tests.factories import counsellor

pytestmark = pytest.mark.django_db
ACTIONS = ["accept", "approve", "cancel", "decline", "rebook", "replace"]
OPERATIONS = {
    "/api/v1/courses": {"get"},
    "/api/v1/seminars": {"get"},
    "/api/v1/seminars/{number}": {"get"},
    "/api/v1/seminars/{number}/enrolments": {"post"},
    "/api/v1/seminars/{number}/attendance": {"put"},
    "/api/v1/enrolments": {"get"},
    "/api/v1/enrolments/{pk}": {"get"},
    **{f"/api/v1/enrolments/{{pk}}/{action}": {"post"} for action in ACTIONS},
    "/api/v1/certificates/check": {"post"},
    "/api/v1/certificates/{code}": {"get"},
    **{f"/api/v1/reports/{report.name}": {"get"} for report in REPORTS},
    "/api/v1/reports/made/{pk}": {"get"},
}


def document(client, **headers):
    return client.get("/api/v1/openapi.json", headers=headers).json()


def test_the_document_lists_every_operation(client):
    paths = document(client)["paths"]
    assert {path: set(methods) for path, methods in paths.items()} == OPERATIONS
    for methods in paths.values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["responses"]


def test_it_tells_who_needs_a_token(client):
    found = document(client)
    assert found["components"]["securitySchemes"] == {
        "Bearer": {"type": "http", "scheme": "bearer"}
    }
    assert found["paths"]["/api/v1/reports/participation"]["get"]["security"] == [{"Bearer": []}]


def test_it_speaks_the_language_asked_for(client):
    titles = [
        document(client, **{"Accept-Language": language})["paths"]["/api/v1/seminars"]["get"][
            "summary"
        ]
        for language in ("de", "en")
    ]
    assert titles == [
        "Veröffentlichte Veranstaltungen, nächste zuerst",
        "Published seminars, soonest first",
    ]


@pytest.mark.urls("tests.api.sample")
def test_an_operation_with_keys_says_so(client):
    found = client.get("/api/sample/openapi.json").json()
    (header,) = (
        parameter
        for parameter in found["paths"]["/api/sample/book/{number}"]["post"]["parameters"]
        if parameter["in"] == "header"
    )
    assert header["name"] == "Idempotency-Key"


def test_the_page_keeps_the_strict_policy(client):
    answer = client.get("/api/v1/docs")
    page = answer.content.decode()
    assert "unsafe" not in answer["Content-Security-Policy"]
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    run = [
        (attributes, text) for attributes, text in scripts if "application/json" not in attributes
    ]
    assert [text for _attributes, text in run] == ["", ""]
    assert not re.search(r"<style|style=|\son\w+=|javascript:", page)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert all(address.startswith("/static/") for address in addresses)
    for address in addresses:
        assert finders.find(address.removeprefix("/static/"))


def test_the_page_asks_no_server_elsewhere():
    assert api.docs.settings["validatorUrl"] is None


def test_the_page_hands_out_no_key(client):
    secret = secret_of(counsellor())
    assert secret not in client.get("/api/v1/docs").content.decode()
