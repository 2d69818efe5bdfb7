"""Who guards other people's data has a second factor; whoever likes has one, too."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from organisations.services.accounts import lacks_second_factor, trust_address
from organisations.states import RoleKind
from tests.factories import PersonFactory, coordinator, counsellor, manager, office_staff

pytestmark = pytest.mark.django_db
PASSWORD = {"password": "geheim"}


def code_for(secret):
    now = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, now))


def set_up_app(client):
    """Through the pages; gives the secret the app would know."""
    asked = client.get("/konto/2fa/totp/activate/")
    if asked.status_code == 302:
        client.post(asked.url, PASSWORD)
        asked = client.get("/konto/2fa/totp/activate/")
    secret = asked.context["form"].secret
    done = client.post("/konto/2fa/totp/activate/", {"code": code_for(secret)})
    assert done.url == "/konto/2fa/recovery-codes/"
    return secret


@pytest.mark.parametrize("make", [office_staff, coordinator])
@pytest.mark.parametrize(
    "path", ["/konto/", "/meine-fortbildungen/", "/verwaltung/", "/berichte/", "/"]
)
def test_offices_and_coordination_reach_nothing_without_a_second_factor(
    client, settings, make, path
):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(make())
    assert client.get(path).url == "/konto/2fa/"
    assert client.post(path).url == "/konto/2fa/"
    assert "Rolle" in client.get("/konto/2fa/").content.decode()


def test_who_may_enter_the_admin_needs_one_and_others_do_not(django_user_model):
    boss = django_user_model.objects.create_superuser("chef@example.org", "geheim")
    auditor = PersonFactory()
    auditor.roles.create(kind=RoleKind.AUDITOR)
    people = [boss, office_staff(), coordinator(), counsellor(), manager(), auditor]
    assert [lacks_second_factor(user=person) for person in people] == [True] * 3 + [False] * 3


def test_with_the_app_set_up_the_house_opens_and_the_log_in_asks_for_its_code(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    person = office_staff()
    trust_address(user=person)
    client.force_login(person)
    secret = set_up_app(client)
    assert client.get("/konto/").status_code == 200
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    codes = client.get("/konto/2fa/recovery-codes/").context["unused_codes"]

    for code in (code_for(secret), codes[0]):
        client = Client()
        known = {"login": person.email} | PASSWORD
        assert client.post("/konto/login/", known).url == "/konto/2fa/authenticate/"
        assert client.get("/konto/").status_code == 302
        wrong = client.post("/konto/2fa/authenticate/", {"code": "000000"})
        assert "Code" in str(wrong.context["form"].errors)
        assert client.post("/konto/2fa/authenticate/", {"code": code}).status_code == 302
        assert client.get("/konto/").status_code == 200
    client = Client()
    client.post("/konto/login/", known)
    used = client.post("/konto/2fa/authenticate/", {"code": codes[0]})
    assert used.status_code == 200  # each lets in once


def test_who_removes_it_sets_one_up_again_before_going_on(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(office_staff())
    set_up_app(client)
    assert client.post("/konto/2fa/totp/deactivate/").url == "/konto/2fa/"
    assert client.get("/konto/").url == "/konto/2fa/"


@pytest.mark.parametrize(
    "path",
    [
        "/konto/2fa/",
        "/konto/2fa/reauthenticate/",
        "/konto/2fa/recovery-codes/",
        "/konto/2fa/recovery-codes/generate/",
        "/konto/2fa/totp/deactivate/",
        "/konto/2fa/webauthn/",
        "/konto/2fa/webauthn/add/",
        "/konto/sessions/",
    ],
)
def test_every_page_of_it_is_ours_and_has_no_script_in_it(client, path):
    client.force_login(counsellor())
    set_up_app(client)
    page = client.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("<h1") == 1
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "src=" in attributes or "application/json" in attributes
    assert not re.search(r"\son\w+=|<style|\sstyle=", text)


def test_the_address_can_still_be_changed_with_a_second_factor(client):
    client.force_login(counsellor())
    set_up_app(client)
    asked = client.post("/konto/email/", {"action_add": "1", "email": "neu@example.org"})
    assert asked.status_code == 302
    assert "neu@example.org" in client.get("/konto/email/").content.decode()
