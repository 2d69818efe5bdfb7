import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.caches import fresh


@pytest.fixture(autouse=True)
def fresh_rate_limits(settings):
    """Allauth counts attempts in the cache, which outlives a test."""
    fresh(settings)


@pytest.fixture
def cost(client):
    """How many queries a page takes, once whatever the house keeps in memory is there."""

    def count(path, data=None):
        client.get(path, data)
        with CaptureQueriesContext(connection) as queries:
            client.get(path, data)
        return len(queries)

    return count
