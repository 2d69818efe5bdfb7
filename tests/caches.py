"""A cache for one test: log-ins, readers and checks are counted there, and outlive a test."""

from uuid import uuid4

from tests.shared.sink import free_port


def fresh(settings):
    """The same server, nothing in it; what is put there ends by itself."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid4()}"}}


def away(settings, address=None):
    """A server nobody answers at."""
    nowhere = address or f"redis://127.0.0.1:{free_port()}/0"
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": nowhere}}
