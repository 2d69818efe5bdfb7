"""Statements that end when nobody wants to wait any longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from math import ceil
from time import monotonic

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

SAME_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
LIMIT = "SELECT set_config('statement_timeout', %s, true)"
AS_BEFORE = "SET LOCAL statement_timeout = DEFAULT"


class TookTooLong(Exception):
    """The statements would have taken longer than anybody wanted to wait."""


@contextmanager
def at_most(limit: timedelta) -> Iterator[None]:
    """Only read inside: statements see one moment and have `limit` together, or TookTooLong.

    Inside another transaction, that one decides which moment is seen.
    """
    deadline = monotonic() + limit.total_seconds()
    alone = not connection.in_atomic_block
    try:
        with transaction.atomic():
            if alone:
                _say(SAME_MOMENT)
            with connection.execute_wrapper(partial(_in_time, deadline)):
                yield
            _say(AS_BEFORE)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled) and monotonic() >= deadline:
            raise TookTooLong from error
        raise


def _in_time(deadline, execute, *statement):
    left = deadline - monotonic()
    if left <= 0:
        raise TookTooLong
    _say(LIMIT, str(ceil(left * 1000)))
    return execute(*statement)


def _say(statement, *parameters):
    """Beside Django's cursors: nothing of it is asked for its own sake."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.connection.execute(statement, parameters or None)
