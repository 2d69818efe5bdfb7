import pytest
from aiosmtpd.controller import Controller

from tests.shared.sink import Sink, free_port


@pytest.fixture
def smtp(settings):
    """A real mail server on a free port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    server = Controller(Sink(), hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    yield server.handler
    server.stop()
