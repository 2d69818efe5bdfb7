"""With the cache away everybody gets in, and nobody may guess any faster."""

import socket
import time
from contextlib import closing
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from fortbildung.shared.models import OutgoingMail, StandbyEntry
from fortbildung.shared.tasks import forget_expired_limits
from organisations.services.accounts import trust_address
from tests.caches import away, fresh
from tests.factories import counsellor, office_staff
from tests.organisations.test_second_factor import code_for, set_up_app

pytestmark = pytest.mark.django_db
LOG_IN = "/konto/login/"


@pytest.fixture(autouse=True)
def cache_away(settings):
    fresh(settings)
    away(settings)


def person_with_account():
    person = counsellor()
    trust_address(user=person)
    return person


def test_whoever_knows_the_password_comes_in():
    person, client = person_with_account(), Client()
    answer = client.post(LOG_IN, {"login": person.email, "password": "geheim"})
    assert answer.url == "/meine-fortbildungen/"
    assert client.get(answer.url).status_code == 200


def test_whoever_guesses_is_stopped_at_that_account_only():
    person, other = person_with_account(), person_with_account()
    errors = [
        str(Client().post(LOG_IN, {"login": person.email, "password": "x"}).context["form"].errors)
        for _ in range(7)
    ]
    assert ["Zu viele" in error for error in errors] == [False] * 5 + [True] * 2
    right = {"login": person.email, "password": "geheim"}
    assert Client().post(LOG_IN, right).status_code == 200
    assert Client().post(LOG_IN, right | {"login": other.email}).status_code == 302


def test_a_mailed_code_is_sent_and_not_without_end():
    person = person_with_account()
    for _ in range(8):
        answer = Client().post("/konto/login/code/", {"email": person.email})
    assert "Zu viele" in str(answer.context["form"].errors)
    assert OutgoingMail.objects.filter(to=person.email).count() == 3


def test_a_code_of_the_app_counts_once(client):
    person = office_staff()
    trust_address(user=person)
    client.force_login(person)
    code = code_for(set_up_app(client))
    tries = []
    for browser in (Client(), Client()):
        browser.post(LOG_IN, {"login": person.email, "password": "geheim"})
        tries.append(browser.post("/konto/2fa/authenticate/", {"code": code}).status_code)
    assert tries == [302, 200]


def test_forms_are_counted_to_the_last(client, settings):
    settings.FORM_RATE = 3
    answers = [client.post("/barrierefreiheit/melden/").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_what_was_counted_is_hidden_and_forgotten():
    Client(REMOTE_ADDR="192.0.2.77").post("/barrierefreiheit/melden/")
    assert "192.0.2.77" not in str(list(StandbyEntry.objects.values()))
    StandbyEntry.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert forget_expired_limits() == 1


def test_a_cache_that_is_silent_costs_a_second_once(settings):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        away(settings, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        began = time.monotonic()
        assert [cache.get("page", "unknown") for _ in range(5)] == ["unknown"] * 5
        assert 0.9 < time.monotonic() - began < 2


def test_what_is_only_remembered_is_no_reason_to_fail():
    """A page with a picture asks for many at once."""
    assert cache.get_many(["one", "two"]) == {}
    assert cache.set_many({"one": 1}) == ["one"]
    cache.delete_many(["one", "two"])
    assert cache.delete("page") is False
