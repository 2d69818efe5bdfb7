"""The SQL statements of one booking, asked in this process."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ADDRESS = {"SERVER_NAME": "127.0.0.1"}


def of_api_booking(person, seminar):
    headers = {"Authorization": f"Bearer {person.secret}"}
    path = f"/api/v1/seminars/{seminar.number}/enrolments"
    return _captured(
        lambda: Client().post(
            path, {}, content_type="application/json", headers=headers, **ADDRESS
        ),
        expect=201,
    )


def of_page_booking(person, seminar):
    client = Client()
    client.cookies["sessionid"] = person.session
    return _captured(
        lambda: client.post(f"/buchen/{seminar.number}/", {"note": ""}, **ADDRESS), expect=302
    )


def _captured(ask, *, expect):
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    if answer.status_code != expect:
        raise ValueError(f"answered {answer.status_code}: {answer.content[:300]}")
    return [query["sql"] for query in queries]
