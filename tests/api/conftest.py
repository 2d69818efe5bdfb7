import pytest
from django.test import Client

from cms.site import create_site
from tests.caches import fresh
from tests.factories import office


@pytest.fixture(autouse=True)
def fresh_rate_limits(settings):
    """Requests are counted in the cache, which outlives a test."""
    fresh(settings)


@pytest.fixture
def client():
    """A program: what nobody expected becomes an answer, not an exception."""
    return Client(raise_request_exception=False)


@pytest.fixture
def site(db):
    """The site as `create_site` leaves it, with the central office of the AWO."""
    office()
    create_site()
