"""Anybody does anything in any order: whatever happens, the seats stay just.

`make soak` runs it for long and with other dice each time.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.courses.seat_acts import Bookings, Planning

SOAK = bool(os.environ.get("SOAK"))
SETTINGS = settings(
    max_examples=2000 if SOAK else 50,
    stateful_step_count=80 if SOAK else 40,
    derandomize=not SOAK,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink] if SOAK else [Phase.generate],
)


class Seats(Bookings, Planning):
    """Everybody at once."""


@pytest.mark.django_db
def test_whatever_people_do_the_seats_stay_just():
    run_state_machine_as_test(Seats, settings=SETTINGS)
