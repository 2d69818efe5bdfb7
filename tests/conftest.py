"""What all tests stand on."""

import gc

import pytest
from django.conf import settings
from django.db import connections
from django.template import engines
from django.utils import timezone, translation

from certificates import keys
from tests.databases import emptying, migrated


def pytest_collection_finish():
    """What has been collected stays: looking through it for garbage takes a tenth of all time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix,  # noqa: ARG001 – it names the copy
):
    """Each worker's database is a copy; migrating it once more finds nothing to do."""
    connection = connections["default"]
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated()
    connection.ops.sql_flush = emptying(connection)


@pytest.fixture(autouse=True)
def _undefined_variables_cost_nothing_where_they_may_be(request, monkeypatch):
    """Else the whole stack is read for each of them, and Wagtail's templates have thousands."""
    if request.node.get_closest_marker("ignore_template_errors"):
        monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture(autouse=True)
def _german_is_spoken_until_somebody_asks_for_english():
    """A request leaves its language behind for whatever comes next in the same process."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def _keys_that_seal():
    """They lie ready; each test's database takes them into use when it first needs them."""
    folder, secret, now = settings.SEAL_FOLDER, settings.SEAL_PASSPHRASE, timezone.now()
    if not keys.kept(folder):
        authority = keys.new_authority(settings.SEAL_NAME, now=now)
        keys.keep_authority(folder, authority, secret)
        keys.keep(folder, keys.new_keys(settings.SEAL_NAME, authority, now=now), secret)
