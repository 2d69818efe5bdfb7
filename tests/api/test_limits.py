"""So many requests per minute: of a token, or of an address without one."""

import pytest
from django.test import Client

from tests.api.calling import bearing, problem, secret_of
from tests.caches import away
from tests.factories import counsellor

pytestmark = pytest.mark.django_db
SEMINARS = "/api/v1/seminars"


@pytest.fixture(autouse=True)
def small_rates(settings):
    settings.API_RATE = {"token": 3, "address": 2}


def statuses(client, times, **headers):
    return [client.get(SEMINARS, headers=headers).status_code for _ in range(times)]


def test_a_stranger_waits_when_it_was_too_much(client):
    assert statuses(client, 3) == [200, 200, 429]
    answer = client.get(SEMINARS)
    assert problem(answer)["title"] == "Zu viele Anfragen"
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert statuses(Client(REMOTE_ADDR="192.0.2.1"), 1) == [200]


def test_each_token_has_a_rate_of_its_own_wherever_it_comes_from(client):
    one, other = (bearing(secret_of(counsellor())) for _ in range(2))
    assert statuses(client, 4, **one) == [200, 200, 200, 429]
    assert statuses(Client(REMOTE_ADDR="192.0.2.1"), 1, **one) == [429]
    assert statuses(client, 1, **other) == [200]
    assert statuses(client, 1) == [200]


def test_whoever_guesses_tokens_is_counted(client):
    assert statuses(client, 3, **bearing("fb_falsch")) == [401, 401, 429]


def test_without_a_cache_the_database_counts(client, settings):
    away(settings)
    assert statuses(client, 4) == [200, 200, 429, 429]
