import pytest


@pytest.fixture(autouse=True)
def fresh_rate_limits(settings, request):
    """Allauth counts attempts in the cache, which outlives a test."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": request.node.nodeid,
        }
    }
