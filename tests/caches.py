"""A cache for one test: log-ins, readers and checks are counted there, and outlive a test."""

from uuid import uuid4


def fresh(settings):
    """The same server, nothing in it; what is put there ends by itself."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid4()}"}}
