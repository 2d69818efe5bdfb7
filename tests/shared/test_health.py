"""Monitors are told the truth."""

import pytest
from django.core.cache import cache

from fortbildung.shared.tasks import HEARTBEAT, beat_heart


def test_a_living_process_says_so(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_means_database_broker_storage_and_worker_do_their_part(client):
    beat_heart()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "status": "ok",
            "checks": {"database": "ok", "broker": "ok", "storage": "ok", "worker": "ok"},
        },
    )


@pytest.mark.django_db
def test_a_worker_that_is_not_heard_of_makes_it_not_ready(client):
    cache.delete(HEARTBEAT)  # not all: other workers of the suite share the server
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"] == "TimeoutError"


@pytest.mark.django_db
def test_a_storage_that_is_away_is_named(client, settings, tmp_path):
    beat_heart()
    blocked = tmp_path / "a file, not a folder"
    blocked.touch()
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": blocked},
        }
    }
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["storage"] == "NotADirectoryError"
