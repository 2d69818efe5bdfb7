"""Waiting for what another thread is about to do."""

from time import monotonic, sleep

PATIENCE = 10  # seconds


def until(comes_true):
    """Look until it is so."""
    end = monotonic() + PATIENCE
    while not comes_true():
        assert monotonic() < end, "it never came true"
        sleep(0.001)
