"""How far some work is: whoever does it says when a step is done, whoever waits listens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listener = ContextVar("listener", default=None)


@contextmanager
def heard_by(listener: Callable[[], None]) -> Iterator[None]:
    """Inside, `listener` is called after each step. What it raises ends the work."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def step() -> None:
    """A step is done. Mostly nobody listens."""
    if listener := _listener.get():
        listener()
