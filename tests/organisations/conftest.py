import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture(autouse=True)
def fresh_rate_limits(settings, request):
    """Allauth counts attempts in the cache, which outlives a test."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": request.node.nodeid,
        }
    }


@pytest.fixture
def cost(client):
    """How many queries a page takes, once whatever the house keeps in memory is there."""

    def count(path, data=None):
        client.get(path, data)
        with CaptureQueriesContext(connection) as queries:
            client.get(path, data)
        return len(queries)

    return count
