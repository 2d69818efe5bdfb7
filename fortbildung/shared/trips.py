"""Ways to the database and back: few, since each costs about as much as what is asked there.

What is asked first goes off together (`ahead`), and so does what nobody waits for (`later`): in one
message, spoken with libpq's pipeline. psycopg's own sends each statement by itself, and its cursors
took longer over a statement than PostgreSQL. Answers come in binary, which is read faster.
"""

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from itertools import count

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.functional import Promise
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send
from psycopg.types.numeric import Int8

Question = tuple[str, tuple]  # a statement and its parameters
PLAIN = {str, bool, type(None), datetime}
WRITTEN = PLAIN | {int}  # for statements that say themselves which numbers they take
FAILED = {pq.ExecStatus.FATAL_ERROR, pq.ExecStatus.PIPELINE_ABORTED}
IDLE = pq.TransactionStatus.IDLE


class Inferred(str):
    """A statement that says of which type each parameter is, such as rows for a table.

    Any other is planned anew for each set of types, and NULL has none.
    """

    __slots__ = ()


def run(statement: str, *parameters: object) -> list[tuple]:
    """Run the statement; its rows, if it returns any."""
    connection = connections[DEFAULT_DB_ALIAS]
    answers = getattr(connection, "answers", [])
    if answers and answers[0][0] == (statement, parameters):
        return answers.pop(0)[1]
    answers.clear()  # things have come differently: whatever follows is asked anew
    _settle(connection)
    return _ask(connection, [(statement, parameters)])[0]


@contextmanager
def ahead(*questions: Question) -> Iterator[None]:
    """Ask all at once, in this order; inside, `run` finds the answers as far as it asks the same.

    Under a lock everybody else waits for each way to the database and back.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    _settle(connection)
    connection.answers = list(zip(questions, _ask(connection, questions), strict=True))
    try:
        yield
    finally:
        connection.answers = []


def later(statement: str, *parameters: object) -> None:
    """Run a statement whose answer nobody waits for.

    It goes off with others of its kind: before anything else is asked, at the latest when the
    service ends (`gathered`).
    """
    waiting = getattr(connections[DEFAULT_DB_ALIAS], "waiting", None)
    if waiting is None:
        run(statement, *parameters)
    else:
        waiting.append((statement, parameters))


def rows_later(kind: Hashable, rows: list[list], question: Callable[..., Question]) -> None:
    """The same for rows: all of one `kind` go off in the one statement `question(kind, rows)`."""
    waiting = getattr(connections[DEFAULT_DB_ALIAS], "waiting", None)
    if waiting is None:
        statement, parameters = question(kind, rows)
        run(statement, *parameters)
        return
    for entry in waiting:
        if isinstance(entry, _Rows) and entry.kind == kind:
            entry.rows += rows
            return
    waiting.append(_Rows(kind, rows, question))


@dataclass
class _Rows:
    kind: Hashable
    rows: list[list]
    question: Callable[..., Question]


def _questions(waiting):
    return [
        entry.question(entry.kind, entry.rows) if isinstance(entry, _Rows) else entry
        for entry in waiting
    ]


@contextmanager
def gathered() -> Iterator[None]:
    """Inside a transaction: what is to run `later` goes off together; nobody misses it before.

    What is left at the end of the outermost one goes off with its COMMIT.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if getattr(connection, "waiting", None) is not None:
        with _undone_together(connection):
            yield
        return
    connection.waiting = []
    try:
        with connection.execute_wrapper(_settle_before):
            yield
            if connection.savepoint_ids:
                _settle(connection)
            connection.with_commit = _questions(connection.waiting)
    finally:
        connection.waiting = None


def commit(connection: BaseDatabaseWrapper, last: list[Question]) -> None:
    """Run the `last` statements and commit, in one message."""
    _ask(connection, last, commits=True)


@contextmanager
def _undone_together(connection):
    """What a service within another one has not sent off yet goes with it when it fails."""
    try:
        yield
    except BaseException:
        connection.waiting = []
        raise


def _settle_before(execute, sql, params, many, context):
    _settle(context["connection"])
    return execute(sql, params, many, context)


def _settle(connection):
    if waiting := getattr(connection, "waiting", None):
        connection.waiting = []
        _ask(connection, _questions(waiting))


def _ask(connection, questions, *, commits=False):
    """All in one message, BEGIN included; the rows of each. The first error ends them all."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if connection.queries_logged:
        connection.queries_log.extend({"sql": asked, "time": "0"} for asked, _ in questions)
    with connection.wrap_database_errors:
        raw = connection.connection
        reader = Transformer(raw)
        messages = _Messages(raw, reader)
        if raw.pgconn.transaction_status == IDLE and not raw.autocommit:
            messages.add(b"BEGIN")
        for statement, parameters in questions:
            messages.ask(statement, parameters)
        if commits:
            messages.add(b"COMMIT")
        return [_rows(reader, result) for result in messages.sent()]


class _Messages:
    """What goes off together on a psycopg connection; statements are planned once on each."""

    def __init__(self, raw, reader) -> None:
        self.raw, self.reader, self.sends, self.answers = raw, reader, [], []
        self.plans, self.new = vars(raw).setdefault("plans", {}), {}

    def add(self, command):
        self._then(self.raw.pgconn.send_query_params, command, None)

    def ask(self, statement, parameters):
        inferred = isinstance(statement, Inferred)
        wanted, plain = (PyFormat.TEXT, WRITTEN) if inferred else (PyFormat.AUTO, PLAIN)
        values = [value if type(value) in plain else _plain(value) for value in parameters]
        values = self.reader.dump_sequence(values, [wanted] * len(values))
        types, formats = None if inferred else self.reader.types, self.reader.formats
        name = self.plans.get((statement, types)) or self._plan(statement, types)
        self.answers.append(len(self.sends))
        self._then(self.raw.pgconn.send_query_prepared, name, values, formats, pq.Format.BINARY)

    def sent(self):
        """The results of what was asked."""
        try:
            results = self._exchanged()
        except BaseException:
            self.raw.close()  # nobody knows what is still under way
            raise
        for plan, (name, at) in self.new.items():
            if results[at].status not in FAILED:
                self.plans[plan] = name
        for result in results:
            if result.status in FAILED:
                raise error_from_result(result)
        return [results[at] for at in self.answers]

    def _plan(self, statement, types):
        if known := self.new.get((statement, types)):
            return known[0]
        name = f"trip{len(self.plans)}_{len(self.new)}".encode()
        self.new[statement, types] = name, len(self.sends)
        self._then(self.raw.pgconn.send_prepare, name, _numbered(statement), types)
        return name

    def _exchanged(self):
        pgconn = self.raw.pgconn
        with self.raw.lock:
            pgconn.enter_pipeline_mode()
            for call, *arguments in self.sends:
                call(*arguments)
            pgconn.pipeline_sync()
            results = self.raw.wait(_received(pgconn, len(self.sends)))
            pgconn.exit_pipeline_mode()
        return results

    def _then(self, *call):
        self.sends.append(call)


def _received(pgconn, count):
    yield from send(pgconn)
    results = []
    for _ in range(count):
        results.extend((yield from fetch_many(pgconn)))
    yield from fetch_many(pgconn)  # the end
    return results


def _rows(reader, result):
    if not result.nfields:
        return []
    reader.set_pgresult(result)
    return reader.load_rows(0, result.ntuples, tuple)


@cache
def _numbered(statement):
    """As PostgreSQL wants its parameters: $1, $2 … instead of %s."""
    numbers = count(1)
    return re.sub(
        "%[s%]", lambda m: f"${next(numbers)}" if m[0] == "%s" else "%", statement
    ).encode()


def _plain(value):
    """As the driver knows it. All numbers alike: each kind would be planned anew."""
    kind = type(value)
    if kind is int:
        return Int8(value)
    if kind is list:
        return [_plain(each) for each in value]
    return value if kind in PLAIN else _simple(value)


def _simple(value):
    if isinstance(value, Enum):
        return _plain(value.value)
    return str(value) if isinstance(value, Promise) else value  # a text to be translated
