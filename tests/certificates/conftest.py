import pytest
from django.test import Client


@pytest.fixture
def client(tmp_path):
    """A browser at an address of its own, because checks are counted per address."""
    n = abs(hash(tmp_path))
    return Client(REMOTE_ADDR=f"10.{n % 251}.{n // 251 % 251}.{n // 251**2 % 251}")
