"""The accidents themselves."""

import time


def worker_killed(house):
    """Killed with -9 once some mails are out and others are not."""
    house.wait_until(lambda: len(house.sink.mails) >= 3)
    house.kill("worker")
    time.sleep(1)
    house.start("worker")


def database_restarted(house):
    """Stopped the hard way, as in a power cut, and started again at once."""
    time.sleep(0.5)
    house.restart_database()


def broker_away(house):
    """Gone while people book; what was asked of the worker meanwhile is found by the beat."""
    house.kill("broker")
    time.sleep(house.away)
    house.start("broker")
