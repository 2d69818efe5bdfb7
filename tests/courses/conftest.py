import pytest
from django.utils import timezone

from tests.courses.racing import take_the_lock_away
from tests.factories import NOON


@pytest.fixture
def clock(monkeypatch):
    """The views' clock stands at NOON; `clock(moment)` turns it."""

    def turn(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    turn(NOON)
    return turn


@pytest.fixture
def no_lock(monkeypatch):
    """Seminars are read and not locked; both hands look before either acts."""
    take_the_lock_away(monkeypatch)
