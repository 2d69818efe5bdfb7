"""Getting in by a mailed code, seeing where one is logged in; nothing tells who is registered."""

import re

import pytest
from django.test import Client

from fortbildung.shared.models import OutgoingMail
from organisations.services.accounts import trust_address
from tests.factories import counsellor

pytestmark = pytest.mark.django_db
PASSWORD = "geheim"


@pytest.fixture
def person():
    person = counsellor()
    trust_address(user=person)
    return person


def log_in(person, agent):
    client = Client(headers={"user-agent": agent})
    client.post("/konto/login/", {"login": person.email, "password": PASSWORD})
    return client


def test_a_mailed_code_opens_the_account_and_leads_back(client, person):
    there = "/konto/anstellung/"
    asked = client.post(f"/konto/login/code/?next={there}", {"email": person.email})
    assert asked.url.startswith("/konto/login/code/confirm/")
    mail = OutgoingMail.objects.get(to=person.email)
    assert mail.subject == "Ihr Code zum Anmelden"
    code = re.search(r"^ *(\S+-?\S+)$", mail.body.split(":")[1], re.MULTILINE)[1]
    wrong = client.post(asked.url, {"code": "FALSCH"})
    assert "Code" in str(wrong.context["verify_form"].errors)
    assert client.post(asked.url, {"code": code}).url == there
    assert client.get("/konto/").status_code == 200


def test_whoever_had_forgotten_the_password_comes_back_to_where_they_were(client, person):
    there = "/konto/anstellung/"
    page = client.get(f"/konto/login/?next={there}").content.decode()
    forgotten = "/konto/password/reset/?next=%2Fkonto%2Fanstellung%2F"
    assert f'href="{forgotten}"' in page
    asked = client.post("/konto/password/reset/", {"email": person.email, "next": there})
    assert asked.url == "/konto/password/reset/done/"
    link = re.search(r"/konto/password/reset/key/\S+", OutgoingMail.objects.get().body)[0]
    form = client.get(link).url
    new = dict.fromkeys(("password1", "password2"), "Wannsee-Fortbildung-27")
    done = client.post(form, new, follow=True)
    assert 'href="/konto/login/?next=%2Fkonto%2Fanstellung%2F"' in done.content.decode()
    again = client.get("/konto/password/reset/key/done/").content.decode()
    assert 'href="/konto/login/"' in again


@pytest.mark.parametrize(
    ("path", "field"), [("/konto/login/code/", "email"), ("/konto/password/reset/", "email")]
)
def test_strangers_are_answered_like_those_who_are_registered(client, person, path, field):
    """The page is the same, and the mail goes to the address only."""
    known = client.post(path, {field: person.email})
    unknown = Client().post(path, {field: "niemand@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    shown = [
        re.sub(r"csrf\w+.*?>|\S+@example.org", "", c.get(known.url).content.decode())
        for c in (client, Client())
    ]
    if "code" not in path:
        assert shown[0] == shown[1]
    assert OutgoingMail.objects.filter(to="niemand@example.org").count() == 1


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person):
    tries = [{"login": person.email, "password": "x"}, {"login": "n@example.org", "password": "x"}]
    errors = [str(client.post("/konto/login/", data).context["form"].errors) for data in tries]
    assert errors[0] == errors[1]


@pytest.mark.parametrize("path", ["/konto/login/code/", "/konto/password/reset/"])
def test_nobody_asks_for_mails_without_end(person, path):
    statuses = [Client().post(path, {"email": person.email}).status_code for _ in range(30)]
    assert statuses[0] == 302
    assert statuses[-1] in (200, 429)
    assert OutgoingMail.objects.count() < 25


def test_log_ins_are_listed_and_ended_one_by_one_or_all(person):
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    here, other, third = (log_in(person, agent) for agent in (firefox, "?", "curl"))
    page = here.get("/konto/sessions/")
    assert len(page.context["sessions"]) == 3
    assert "Firefox, Windows" in page.content.decode()
    (_first, second, _last) = page.context["sessions"]
    here.post(f"/konto/sessions/{second.pk}/beenden/")
    assert other.get("/konto/").status_code == 302
    assert third.get("/konto/").status_code == 200
    here.post("/konto/sessions/")
    assert third.get("/konto/").status_code == 302
    assert here.get("/konto/").status_code == 200
