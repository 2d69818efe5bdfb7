"""Ways to the database and back: few, since each costs about as much as what is asked there.

What is asked first goes off together (`ahead`), and so does what nobody waits for (`later`).
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.adapt import Transformer
from psycopg.pq import TransactionStatus

Question = tuple[str, tuple]  # a statement and its parameters


def run(statement: str, *parameters: object) -> list[tuple]:
    """Run the statement; its rows, if it returns any."""
    answers = getattr(connection, "answers", [])
    if answers and answers[0][0] == (statement, parameters):
        return answers.pop(0)[1]
    answers.clear()  # things have come differently: whatever follows is asked anew
    with _cursor() as cursor:
        cursor.execute(statement, [_plain(value) for value in parameters])
        return _rows(cursor)


@contextmanager
def ahead(*questions: Question) -> Iterator[None]:
    """Ask all at once, in this order; inside, `run` finds the answers as far as it asks the same.

    Under a lock everybody else waits for each way to the database and back.
    """
    _settle()
    connection.answers = list(zip(questions, _ask(questions), strict=True))
    try:
        yield
    finally:
        connection.answers = []


def later(statement: str, *parameters: object) -> None:
    """Run a statement whose answer nobody waits for.

    It goes off with others of its kind: before anything else is asked, at the latest when the
    service ends (`gathered`).
    """
    waiting = getattr(connection, "waiting", None)
    if waiting is None:
        run(statement, *parameters)
    else:
        waiting.append((statement, parameters))


@contextmanager
def gathered() -> Iterator[None]:
    """Inside a transaction: what is to run `later` goes off together; nobody misses it before."""
    if getattr(connection, "waiting", None) is not None:
        with _undone_together():
            yield
        return
    connection.waiting = []
    try:
        with connection.execute_wrapper(_settle_before):
            yield
            _settle()
    finally:
        connection.waiting = None


@contextmanager
def _undone_together():
    """What a service within another one has not sent off yet goes with it when it fails."""
    try:
        yield
    except BaseException:
        connection.waiting = []
        raise


def _settle_before(execute, *asked):
    _settle()
    return execute(*asked)


def _settle():
    if waiting := getattr(connection, "waiting", None):
        connection.waiting = []
        _ask(waiting)


def _ask(questions: Iterable[Question]) -> list[list[tuple]]:
    """All in one message; the rows of each."""
    connection.ensure_connection()
    with ExitStack() as cursors, connection.wrap_database_errors:
        with connection.connection.pipeline():
            asking = [cursors.enter_context(_cursor(_AskingTogether)) for _ in questions]
            for cursor, (statement, parameters) in zip(asking, questions, strict=True):
                cursor.execute(statement, [_plain(value) for value in parameters])
        return [_rows(cursor) for cursor in asking]


def _rows(cursor):
    return cursor.fetchall() if cursor.pgresult.nfields else []


class _PlanningAhead(ServerBindingCursor):
    """A cursor that leaves the parameters to the database, which plans the statement once."""

    def _send_query_prepared(self, name, pgq, **options):
        self._query = pgq  # psycopg does not keep it, and Django's log of queries asks for it
        super()._send_query_prepared(name, pgq, **options)


class _AskingTogether(_PlanningAhead):
    """In a pipeline, what is asked goes off when the pipeline ends, BEGIN and all.

    psycopg would send each statement by itself, and wait for the answer to BEGIN.
    """

    def _execute_gen(self, query, params=None, **_options):
        self._reset()
        self._tx = Transformer(self)
        conn = self._conn
        idle = conn.pgconn.transaction_status == TransactionStatus.IDLE
        if idle and not (conn.autocommit or conn._pipeline.command_queue):
            yield from conn._exec_command(conn._get_tx_start_command())
        yield from self._maybe_prepare_gen(self._convert_query(query, params))


@contextmanager
def _cursor(kind: type[_PlanningAhead] = _PlanningAhead) -> Iterator:
    """As `connection.cursor()` gives one, but ours."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    wrapped = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrapped(kind(connection.connection)) as cursor:
        yield cursor


def _plain(value):
    """As the driver knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value
