"""What the maker of a report says and asks while its own connection counts.

Counting sees one moment from beginning to end, so nothing of that can be written or read there.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections

TURN = "SELECT pg_try_advisory_lock('reports_madereport'::regclass::oid::bigint)"
TURN_OVER = "SELECT pg_advisory_unlock_all()"
BEGIN = """
    UPDATE reports_madereport SET attempts = attempts + 1, total = %s, done = 0
    WHERE id = %s AND finished_at IS NULL AND cancelled_at IS NULL RETURNING attempts
"""
STEP = """
    UPDATE reports_madereport SET done = LEAST(done + 1, total - 1)
    WHERE id = %s AND finished_at IS NULL AND cancelled_at IS NULL RETURNING done
"""
ASK = """
    SELECT 1 FROM reports_madereport
    WHERE id = %s AND finished_at IS NULL AND cancelled_at IS NULL
"""
CALL = "SELECT set_config('application_name', %s, true)"
STOP = """
    SELECT pg_cancel_backend(pid) FROM pg_stat_activity
    WHERE application_name = %s AND datname = current_database()
"""


class Stopped(Exception):
    """Nobody wants the report any more."""


class Beside:
    """A connection of its own; what is said here is seen at once, and its locks end with it."""

    def __init__(self, own):
        self._own = own

    def takes_turn(self):
        """Whether nobody else makes reports: one at a time leaves room for mails."""
        return bool(self._ask(TURN)[0])

    def begins(self, pk, total):
        """How often it was begun, with this time; raises Stopped."""
        return self._of_unfinished(BEGIN, total, pk)

    def has_stepped(self, pk):
        """Count a step, or raise Stopped."""
        self._of_unfinished(STEP, pk)

    def is_wanted(self, pk):
        return self._ask(ASK, pk) is not None

    def watches(self, pk):
        """A context in which no statement begins once nobody wants the report: it raises Stopped.

        Who cancels between two statements finds none that `stop` could end.
        """
        return connection.execute_wrapper(partial(self._if_wanted, pk))

    def _if_wanted(self, pk, execute, *statement):
        if not self.is_wanted(pk):
            raise Stopped
        return execute(*statement)

    def _of_unfinished(self, statement, *parameters):
        if (row := self._ask(statement, *parameters)) is None:
            raise Stopped
        return row[0]

    def _ask(self, statement, *parameters):
        with self._own.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchone()


@contextmanager
def beside() -> Iterator[Beside]:
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield Beside(own)
    finally:
        with suppress(Error), own.cursor() as cursor:  # the database closes in its own time
            cursor.execute(TURN_OVER)
        own.close()


def call_it(pk):
    """Inside a transaction: name it, so that `stop` finds its statement and no other."""
    with connection.cursor() as cursor:
        cursor.execute(CALL, [_name(pk)])


def stop(pk):
    """End the statement that counts for this report, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(STOP, [_name(pk)])


def _name(pk):
    return f"fortbildung-report-{pk}"
