import pytest

from cms.site import create_site
from tests.factories import office


@pytest.fixture
def site(db):  # noqa: ARG001 – opens the database
    """The site as `create_site` leaves it, with the central office of the AWO."""
    office()
    create_site()
