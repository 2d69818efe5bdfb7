"""A token opens what its person may see, as long as both are in order; nothing else does."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisations.models import ApiToken, User
from organisations.services.tokens import revoke_token
from tests.api.calling import bearing, problem, secret_of
from tests.factories import counsellor

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.sample")]
WHO = "/api/sample/who"
A_MINUTE = timedelta(minutes=1)


def ask(client, secret):
    return client.get(WHO, headers=bearing(secret))


def test_a_token_speaks_for_its_person(client):
    person = counsellor()
    answer = ask(client, secret_of(person))
    assert (answer.status_code, answer.json()) == (200, {"email": person.email})
    assert answer["Cache-Control"] == "no-store"


def test_the_database_knows_no_secret():
    secret = secret_of(counsellor())
    (stored,) = ApiToken.objects.values()
    assert secret not in str(stored)
    assert secret.startswith(stored["prefix"])
    assert len(stored["prefix"]) < len(secret) / 4


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer fb_falsch", "Basic a2ltOmdlaGVpbQ==", "ä"]
)
def test_without_a_token_one_is_asked_for_it(client, header):
    headers = {} if header is None else {"Authorization": header}
    answer = client.get(WHO, headers=headers)
    assert problem(answer)["status"] == 401
    assert answer["WWW-Authenticate"].startswith('Bearer realm="Fortbildung"')


def test_the_log_in_of_the_pages_opens_nothing(client):
    client.force_login(counsellor())
    assert client.get(WHO).status_code == 401


def test_the_token_counts_and_not_who_is_logged_in(client):
    person = counsellor()
    client.force_login(counsellor())
    assert ask(client, secret_of(person)).json() == {"email": person.email}


WAYS_TO_END = {
    "revoked": lambda: revoke_token(token=ApiToken.objects.get(), now=timezone.now()),
    "expired": lambda: ApiToken.objects.update(
        created_at=timezone.now() - A_MINUTE, expires_at=timezone.now()
    ),
    "inactive": lambda: User.objects.update(is_active=False),
    "unverified": lambda: EmailAddress.objects.update(verified=False),
    "another address": lambda: User.objects.update(email="neu@example.org"),
    "no address": lambda: EmailAddress.objects.all().delete(),
}


@pytest.mark.parametrize("way", WAYS_TO_END)
def test_a_token_that_counts_no_more_is_none(client, way):
    secret = secret_of(counsellor())
    assert ask(client, secret).status_code == 200
    WAYS_TO_END[way]()
    answer = ask(client, secret)
    assert problem(answer)["status"] == 401
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_where_strangers_are_welcome_a_wrong_token_is_still_wrong(client):
    assert client.get("/api/v1/seminars").status_code == 200
    assert client.get("/api/v1/seminars", headers=bearing("fb_falsch")).status_code == 401


def test_a_token_to_read_does_not_write(client):
    secret = secret_of(counsellor())
    answer = client.post("/api/sample/book/S-1", {}, "application/json", headers=bearing(secret))
    assert problem(answer)["status"] == 403
    assert 'scope="write"' in answer["WWW-Authenticate"]


def test_a_token_to_write_reads(client):
    assert ask(client, secret_of(counsellor(), "write")).status_code == 200


def test_its_use_is_noted_at_most_once_a_minute(client):
    secret = secret_of(counsellor())
    ask(client, secret)
    first = ApiToken.objects.get().last_used_at
    assert timezone.now() - first < A_MINUTE
    ask(client, secret)
    assert ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=first - A_MINUTE)
    ask(client, secret)
    assert ApiToken.objects.get().last_used_at > first


def test_it_costs_one_query(client):
    secret = secret_of(counsellor())
    ask(client, secret)
    client.force_login(counsellor())  # and no look at the session
    with CaptureQueriesContext(connection) as queries:
        assert ask(client, secret).status_code == 200
    assert len(queries) == 1
