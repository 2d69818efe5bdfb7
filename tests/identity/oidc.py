"""An association's log-in as it is out there: an OpenID provider of its own, in a process."""

import json
import os
import re
from contextlib import contextmanager

import requests
from django.urls import reverse

from fortbildung.settings.base import BASE_DIR
from organisations.models import SignOn
from organisations.services.sign_ons import save_sign_on
from tests.factories import NOON, association, coordinator
from tests.servers import answers, free_port, process, wait_until

CLIENT = {"client_id": "fortbildung", "client_secret": "ein-langes-geheimnis-nur-fuer-tests"}


@contextmanager
def provider(folder, *, people, redirects):
    """Its address. `people` are the claims of each by the name to log in with."""
    port = free_port()
    environment = os.environ | {
        "PATH": f"{os.environ['PATH']}:{BASE_DIR / '.venv' / 'bin'}",
        "PORT": str(port),
        "CLIENT": json.dumps(CLIENT),
        "REDIRECTS": json.dumps(redirects),
        "PEOPLE": json.dumps(people),
    }
    line, issuer = ["node", "tests/identity/provider.mjs"], f"http://127.0.0.1:{port}"
    with process(line, environment, folder / "provider.log"):
        wait_until(lambda: answers(f"{issuer}/.well-known/openid-configuration"), "the provider")
        yield issuer


def connect(issuer, *, domain="example.org", **facts):
    """As the coordination does at the desk: the AWO's people come in through `issuer`."""
    facts = {"association": association(), "name": "AWO", "slug": "awo", "active": True} | facts
    sign_on = SignOn(protocol="oidc", issuer=issuer, client_id=CLIENT["client_id"], **facts)
    secret, by = CLIENT["client_secret"], coordinator()
    return save_sign_on(sign_on=sign_on, domains=[domain], secret=secret, by=by, now=NOON)


def log_in_there(address, name):
    """As a browser would: fill in the provider's form; gives the address it leads back to."""
    with requests.Session() as browser:
        page = browser.get(address, timeout=10)
        form = re.search(r'action="([^"]+)"', page.text)[1]
        fields = {"prompt": "login", "login": name, "password": "x"}
        answer = browser.post(form, fields, allow_redirects=False, timeout=10)
        while answer.headers["Location"].startswith(address[:20]):
            answer = browser.get(answer.headers["Location"], allow_redirects=False, timeout=10)
        return answer.headers["Location"]


def come_through(client, sign_on, name, **fields):
    """From our page to the association and back; gives our answer."""
    page = client.post(reverse("organisations:sign_on", args=[sign_on.slug]), fields)
    back = log_in_there(page.context["address"], name)
    return client.get(back.removeprefix("http://testserver"))
