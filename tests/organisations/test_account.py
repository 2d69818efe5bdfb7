"""One's own account: every page around it, the name, the address, the employments."""

import re

import pytest
from django.test import Client

from fortbildung.shared.models import OutgoingMail
from organisations.models import Employment
from organisations.services.accounts import trust_address
from tests.factories import PersonFactory, counsellor, manager, programme, site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/konto/",
        "/konto/name/",
        "/konto/anstellung/",
        "/konto/email/",
        "/konto/password/change/",
        "/konto/reauthenticate/",
        "/konto/logout/",
    ],
)
def test_the_pages_of_the_account_open_for_oneself_only(client, path):
    assert client.get(path).status_code == 302
    client.force_login(counsellor())
    page = client.get(path)
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/konto/login/",
        "/konto/signup/",
        "/konto/inactive/",
        "/konto/confirm-email/falsch/",
        "/konto/password/reset/",
        "/konto/password/reset/done/",
        "/konto/password/reset/key/1-falsch/",
        "/konto/password/reset/key/done/",
    ],
)
def test_the_pages_before_the_log_in_open_for_everybody(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


def test_the_way_to_a_new_password_stands_below_the_form(client):
    client.force_login(counsellor())
    html = client.get("/konto/password/change/").content.decode()
    assert html.count('href="/konto/password/reset/"') == 1
    assert html.index('type="submit"') < html.index('href="/konto/password/reset/"')


def test_who_has_no_password_yet_sets_one(client):
    person = PersonFactory()
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert client.get("/konto/password/change/").url == "/konto/password/set/"
    assert client.get("/konto/password/set/").status_code == 200


def test_the_name_is_changed_where_a_certificate_can_show_it(client):
    person = PersonFactory()
    client.force_login(person)
    refused = client.post("/konto/name/", {"first_name": "Kim🙂", "last_name": "Wolf"})
    assert "🙂" in refused.context["form"].errors["first_name"][0]
    assert client.post("/konto/name/", {"first_name": "Kim", "last_name": "Wolf"}).url == "/konto/"
    person.refresh_from_db()
    assert str(person) == "Kim Wolf"


def test_letters_are_stored_in_one_spelling(client):
    person = PersonFactory()
    client.force_login(person)
    client.post("/konto/name/", {"first_name": "Jo\u0308rg", "last_name": "Wolf"})
    person.refresh_from_db()
    assert person.first_name == "Jörg"


def test_a_new_address_counts_when_it_is_confirmed(client):
    person = PersonFactory()
    old = person.email
    trust_address(user=person)
    client.force_login(person)
    change = {"action_add": "1", "email": "neu@example.org"}
    asked = client.post("/konto/email/", change).url
    assert asked.startswith("/konto/reauthenticate/")
    assert not OutgoingMail.objects.exists()
    client.post(asked, {"password": "geheim"})
    client.post("/konto/email/", change)
    assert "neu@example.org" in client.get("/konto/email/").content.decode()
    mail = OutgoingMail.objects.get(to="neu@example.org")
    person.refresh_from_db()
    assert person.email == old
    client.post(re.search(r"http://testserver(\S+)", mail.body)[1])
    person.refresh_from_db()
    assert person.email == "neu@example.org"
    assert "neu@example.org" in OutgoingMail.objects.get(to=old).body


def test_another_employment_is_asked_for_and_seen_with_its_state(client):
    person, place, boss = counsellor(), site("Stelle Zwei"), manager(site("Stelle Zwei"))
    client.force_login(person)
    job = {"programme": programme().pk, "function": "counsellor", "starts": "2024-03-01"}
    path = f"/konto/anstellung/{place.pk}/"
    assert client.get(path).status_code == 200
    assert client.post(path, job).url == "/konto/"
    states = Employment.objects.filter(user=person).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "requested"]
    assert "wartet auf Bestätigung" in client.get("/konto/").content.decode()
    assert OutgoingMail.objects.get().to == boss.email
    again = client.post(path, job)
    assert len(again.context["form"].non_field_errors()) == 1


def test_the_account_costs_the_same_for_one_and_many(client, cost):
    person = counsellor(at=site("Stelle 1"))
    client.force_login(person)
    for_one = cost("/konto/")
    facts = {"user": person, "programme": programme(), "starts": person.job.starts}
    for number in range(2, 6):
        Employment.objects.create(organisation=site(f"Stelle {number}"), **facts)
    assert len(client.get("/konto/").context["employments"]) == 5
    assert cost("/konto/") == for_one


def test_language_and_mails_are_chosen_and_kept(client):
    person = counsellor()
    trust_address(user=person)
    client.force_login(person)
    assert "wants_digest" not in client.get("/konto/einstellungen/").context["form"].fields
    client.post("/konto/einstellungen/", {"language": "en"})
    person.refresh_from_db()
    assert (person.language, person.wants_reminders, person.wants_digest) == ("en", False, True)
    assert "My account" in client.get("/konto/").content.decode()
    elsewhere = Client()
    elsewhere.post("/konto/login/", {"login": person.email, "password": "geheim"})
    assert "My account" in elsewhere.get("/konto/").content.decode()


def test_managers_choose_whether_they_get_the_digest(client):
    client.force_login(manager())
    assert "wants_digest" in client.get("/konto/einstellungen/").context["form"].fields
