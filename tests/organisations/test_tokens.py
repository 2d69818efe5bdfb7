"""One's own keys to the API: shown once, listed, revoked; and made on the command line."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from fortbildung.shared.errors import Refused
from organisations.models import ApiToken
from organisations.rules import MOST_TOKENS
from organisations.services.accounts import trust_address
from organisations.services.tokens import create_token, revoke_token, use_token
from tests.factories import NOON, PersonFactory

pytestmark = pytest.mark.django_db
LIST, NEW = "/konto/schluessel/", "/konto/schluessel/neu/"
A_DAY = timedelta(days=1)


@pytest.fixture
def person():
    made = PersonFactory()
    trust_address(user=made)
    return made


def make(person, name="Test", now=NOON, **fields):
    usual = {"scope": "read", "expires_at": now + A_DAY}
    return create_token(user=person, name=name, now=now, **(usual | fields))


def log_in(client, person):
    """With the password said once more, as before a key is made."""
    client.force_login(person)
    client.post("/konto/reauthenticate/", {"password": "geheim"})


def create(client, **fields):
    return client.post(NEW, {"name": "Personalsystem", "scope": "write", "days": 90, **fields})


# Services


def test_a_token_is_found_by_its_secret_only(person):
    token, secret = make(person)
    assert use_token(secret=secret, now=NOON) == token
    for wrong in ("", token.prefix, token.digest, secret[:-1], secret.upper()):
        assert use_token(secret=wrong, now=NOON) is None


def test_it_ends_when_it_expires(person):
    _token, secret = make(person)
    assert use_token(secret=secret, now=NOON + A_DAY) is None


def test_it_is_revoked_once(person):
    token, secret = make(person)
    revoke_token(token=token, now=NOON)
    revoke_token(token=token, now=NOON + A_DAY)
    assert ApiToken.objects.get().revoked_at == NOON
    assert use_token(secret=secret, now=NOON) is None


def test_no_two_secrets_are_alike(person):
    assert make(person)[1] != make(person)[1]


def test_somebody_without_a_confirmed_address_gets_none():
    with pytest.raises(Refused):
        make(PersonFactory())


def test_somebody_who_is_not_active_gets_none(person):
    person.is_active = False
    with pytest.raises(Refused):
        make(person)


def test_there_is_a_limit_to_keys(person):
    for _ in range(MOST_TOKENS):
        token, _secret = make(person)
    with pytest.raises(Refused):
        make(person)
    revoke_token(token=token, now=NOON)
    make(person)


@pytest.mark.parametrize("fields", [{"scope": "admin"}, {"expires_at": NOON}])
def test_the_database_keeps_nonsense_out(person, fields):
    make(person)
    with pytest.raises(IntegrityError):
        ApiToken.objects.update(**fields)


# Pages


def test_a_new_key_asks_for_the_password_first(client, person):
    client.force_login(person)
    assert client.get(NEW).url.startswith("/konto/reauthenticate/")
    assert create(client).url.startswith("/konto/reauthenticate/")
    assert not ApiToken.objects.exists()


def test_the_secret_is_shown_once(client, person):
    log_in(client, person)
    assert client.get(NEW).status_code == 200
    page = create(client)
    (secret,) = re.findall(r"<code>(fb_\S+)</code>", page.content.decode())
    token = use_token(secret=secret, now=timezone.now())
    assert (token.user, token.name, token.scope) == (person, "Personalsystem", "write")
    assert token.expires_at - token.created_at == 90 * A_DAY
    assert "no-store" in page["Cache-Control"]
    listed = client.get(LIST).content.decode()
    assert secret not in listed
    assert token.prefix in listed


@pytest.mark.parametrize("fields", [{"name": ""}, {"scope": "admin"}, {"days": 9999}])
def test_what_makes_no_sense_is_told_beside_the_field(client, person, fields):
    log_in(client, person)
    page = create(client, **fields)
    assert list(page.context["form"].errors) == list(fields)
    assert not ApiToken.objects.exists()


def test_one_too_many_is_refused_with_the_reason(client, person):
    for _ in range(MOST_TOKENS):
        make(person, now=timezone.now())
    log_in(client, person)
    assert "20 API-Schlüssel" in create(client).content.decode()


def test_the_list_says_when_each_was_used(client, person):
    token, _secret = make(person)
    client.force_login(person)
    assert "nie verwendet" in client.get(LIST).content.decode()
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=NOON)
    assert "zuletzt verwendet am 02.11.2026 12:00" in client.get(LIST).content.decode()


def test_revoking_takes_it_off_the_list(client, person):
    token, secret = make(person)
    client.force_login(person)
    assert client.get(f"{LIST}{token.pk}/widerrufen/").status_code == 405
    assert client.post(f"{LIST}{token.pk}/widerrufen/").url == LIST
    assert use_token(secret=secret, now=NOON) is None
    assert token.prefix not in client.get(LIST).content.decode()


def test_other_peoples_keys_are_not_there(client, person):
    token, secret = make(person)
    client.force_login(PersonFactory())
    assert client.post(f"{LIST}{token.pk}/widerrufen/").status_code == 404
    assert token.prefix not in client.get(LIST).content.decode()
    assert use_token(secret=secret, now=NOON) == token


@pytest.mark.parametrize("tokens", [1, 5])
def test_the_list_costs_the_same_for_one_and_many(
    client, person, tokens, django_assert_num_queries
):
    for _ in range(tokens):
        make(person)
    client.force_login(person)
    client.get(LIST)
    with django_assert_num_queries(5):
        assert client.get(LIST).content.decode().count("nie verwendet") == tokens


# The command


def test_the_command_prints_the_secret(person, capsys):
    call_command("create_token", person.email.upper(), "--scope", "write", "--days", "7")
    token = use_token(secret=capsys.readouterr().out.strip(), now=timezone.now())
    assert (token.user, token.scope) == (person, "write")
    assert token.expires_at - token.created_at == 7 * A_DAY


def test_the_command_knows_who_is_not_there():
    with pytest.raises(CommandError, match="gibt es kein Konto"):
        call_command("create_token", "niemand@example.org")


def test_the_command_knows_who_is_not_active(person):
    person.is_active = False
    person.save()
    with pytest.raises(CommandError, match="ist nicht aktiv"):
        call_command("create_token", person.email)


@pytest.mark.parametrize("days", ["0", "-1", "99999"])
def test_the_command_knows_how_long_a_key_may_last(person, days):
    with pytest.raises(CommandError, match="1 bis 36525 Tage"):
        call_command("create_token", person.email, f"--days={days}")
