import pytest
from django.utils import timezone

from tests.factories import NOON


@pytest.fixture
def clock(monkeypatch):
    """The views' clock stands at NOON; `clock(moment)` turns it."""

    def turn(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    turn(NOON)
    return turn
