"""Have the worker do something soon. The beat asks for the same now and then, so that a broker
that is away delays the work and loses nothing."""

import logging
import time
from functools import cache as remembered
from functools import wraps

from celery import current_app, shared_task
from django.core.cache import cache
from django.db import connection, transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

CALL_COUNTS = 30  # seconds: as often as the beat looks
GATHERING = 0.5  # seconds: a rush makes two calls a second, not one a booking
SKEW = 0.1  # seconds, by which the clocks of two machines may differ


def soon(task: str) -> None:
    """Call the task of this name once the transaction is committed, once per transaction.

    A call that still waits for a worker stands for those after it: to publish costs more than
    most of what it follows. With the broker away, a hundred calls would mean a hundred time-outs.
    The task must be made with `callable_soon`.
    """
    call = _calling(task)
    if all(callback is not call for _, callback, _ in connection.run_on_commit):
        transaction.on_commit(call, robust=True)


def callable_soon(work):
    """Make `work` a task that `soon` may call.

    Before it looks at anything, it forgets that it was called: whoever commits later calls anew,
    whoever committed before is seen. So nothing falls between two runs.
    """
    name = f"{work.__module__}.{work.__name__}"

    @wraps(work)
    def run():
        _forget_call(name)
        return work()

    return shared_task(run, name=name)


@remembered
def _calling(task):
    known_until = 0  # a call waits until then, by the clock that never goes back

    def call():
        nonlocal known_until
        if time.monotonic() < known_until:
            return
        now = time.time()
        called_at = _called_at(task, now)
        if called_at is None and not _sent(task):
            return
        age = 0 if called_at is None else max(0, now - called_at)
        known_until = time.monotonic() + GATHERING - SKEW - age

    return call


def _sent(task):
    try:
        current_app.send_task(task, countdown=GATHERING)
    except OperationalError:
        log.warning("The broker is away; the beat will call %s later.", task)
        _forget_call(task)
        return False
    return True


def _called_at(task, now):
    """When the call was made that still waits for a worker; if none does, notes this one.

    Nobody takes a call up before `GATHERING` is over, so whoever knows of one need not ask until
    then: what they commit meanwhile is seen.
    """
    try:
        noted = cache.note_first(_note(task), int(now * 1000), timeout=CALL_COUNTS)
    except Exception:  # whatever the cache's driver raises
        log.warning("The cache is away; %s is called once more.", task, exc_info=True)
        return None
    return noted and noted / 1000


def _forget_call(task):
    try:
        cache.delete(_note(task))
    except Exception:  # as above; the note ends by itself
        log.warning("The cache is away; a call of %s stays noted.", task, exc_info=True)


def _note(task):
    return f"soon:{task}"
