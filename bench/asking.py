"""What clients ask, as raw requests."""

import json
from urllib.parse import urlencode

TOKEN = "b" * 32  # a client may choose its CSRF secret: cookie and field need only agree


def get(path, cookies=None):
    return _request("GET", path, cookies=cookies)


def floor_booking(row):
    return [_request("POST", f"/floor/book/{row}")]


def floor_visit(row):
    """Two requests, as a booking through the pages takes."""
    return [get("/floor/empty"), *floor_booking(row)]


def api_booking(person, seminar):
    headers = {"Authorization": f"Bearer {person.secret}", "Content-Type": "application/json"}
    path = f"/api/v1/seminars/{seminar.number}/enrolments"
    return [_request("POST", path, headers, body=json.dumps({}))]


def page_booking(person, seminar):
    """Look at the seminar, then press the button."""
    cookies = {"sessionid": person.session, "csrftoken": TOKEN}
    path = f"/buchen/{seminar.number}/"
    form = urlencode({"csrfmiddlewaretoken": TOKEN, "note": ""})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return [get(path, cookies), _request("POST", path, headers, cookies=cookies, body=form)]


def _request(method, path, headers=None, *, cookies=None, body=""):
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{key}={value}" for key, value in cookies.items()))
    lines.append(f"Content-Length: {len(body.encode())}")
    return "\r\n".join(lines) + "\r\n\r\n" + body
