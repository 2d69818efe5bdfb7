"""Have the worker do something soon. The beat asks for the same now and then, so that a broker
that is away delays the work and loses nothing."""

import logging
from functools import cache

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def soon(task: str) -> None:
    """Call the task of this name once the transaction is committed, once per transaction.

    With the broker away, a hundred calls would mean a hundred time-outs.
    """
    call = _calling(task)
    if all(callback is not call for _, callback, _ in connection.run_on_commit):
        transaction.on_commit(call, robust=True)


@cache
def _calling(task):
    def call():
        try:
            current_app.send_task(task)
        except OperationalError:
            log.warning("The broker is away; the beat will call %s later.", task)

    return call
