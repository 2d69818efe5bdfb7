"""Statements written by hand, for what many people wait for; everything else asks through the ORM.

The ORM builds a statement anew each time, and PostgreSQL plans it anew: for a booking both took
longer than the work itself. These are built once, planned once per connection, and read into the
same models.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.adapt import Transformer
from psycopg.pq import TransactionStatus

Question = tuple[str, tuple]  # a statement and its parameters
FEW = 3  # rows: so many are written value by value, which takes less than arrays


class Select:
    """A query whose rows begin with whole models: `{alias}` stands for all columns of one.

    Select("SELECT {s}, now() FROM courses_seminar AS s WHERE s.id = %s", s=Seminar)
    """

    def __init__(self, statement: str, **wanted: type[models.Model]) -> None:
        columns = {alias: _columns(model, alias) for alias, model in wanted.items()}
        self.statement = statement.format(**columns)
        self.wanted = [(model, _names(model)) for model in wanted.values()]

    def rows(self, *parameters: object) -> list[list]:
        """Row by row: the models, then whatever stands behind them."""
        return [self._read(row) for row in run(self.statement, *parameters)]

    def asked(self, *parameters: object) -> Question:
        """For `ahead`."""
        return self.statement, parameters

    def _read(self, row):
        read, at = [], 0
        for model, names in self.wanted:
            values, at = row[at : at + len(names)], at + len(names)
            read.append(model.from_db(DEFAULT_DB_ALIAS, names, values))
        return [*read, *row[at:]]


def run(statement: str, *parameters: object) -> list[tuple]:
    """Run the statement; its rows, if it returns any."""
    answers = getattr(connection, "answers", [])
    if answers and answers[0][0] == (statement, parameters):
        return answers.pop(0)[1]
    answers.clear()  # things have come differently: whatever follows is asked anew
    with _cursor() as cursor:
        cursor.execute(statement, [_plain(value) for value in parameters])
        return cursor.fetchall() if cursor.pgresult.nfields else []


@contextmanager
def ahead(*questions: Question) -> Iterator[None]:
    """Ask all at once, in this order; inside, `run` finds the answers as far as it asks the same.

    Each way to the database and back costs about as much as the answer, and under a lock everybody
    else waits for it.
    """
    connection.ensure_connection()
    with ExitStack() as cursors, connection.wrap_database_errors:
        with connection.connection.pipeline():
            asking = [cursors.enter_context(_cursor(_AskingTogether)) for _ in questions]
            for cursor, (statement, parameters) in zip(asking, questions, strict=True):
                cursor.execute(statement, [_plain(value) for value in parameters])
        found = [cursor.fetchall() for cursor in asking]
    connection.answers = list(zip(questions, found, strict=True))
    try:
        yield
    finally:
        connection.answers = []


def insert(new: Iterable[models.Model], *, unless_known: bool = False) -> None:
    """Save new objects of one model in one statement; each gets its key.

    With `unless_known` those that break a unique constraint are left out, and none gets a key.
    """
    new = list(new)
    fields = _fields(type(new[0]))
    if len(new) <= FEW:
        values = [_stored(field, each) for each in new for field in fields]
        keys = run(_insertion(type(new[0]), len(new), unless_known), *values)
    else:
        columns = [[_stored(field, each) for each in new] for field in fields]
        keys = run(_insertion(type(new[0]), None, unless_known), *columns)
    if unless_known:
        return
    for each, (key,) in zip(new, keys, strict=True):
        each.pk, each._state.adding = key, False


def update(each: models.Model, names: tuple[str, ...]) -> None:
    """Save these fields of an object, as `save(update_fields=…)` does for one that is there."""
    fields = [each._meta.get_field(name) for name in names]
    run(_update(type(each), names), *[_stored(field, each) for field in fields], each.pk)


def keep_related(owner: models.Model, name: str, rows: list[models.Model]) -> None:
    """Let `owner` have these at hand under `name`, as `prefetch_related` would."""
    found = getattr(owner, name).all()  # who narrows it down asks the database, for the owner's
    found._result_cache, found._prefetch_done = rows, True
    vars(owner).setdefault("_prefetched_objects_cache", {})[name] = found


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


@cache
def _fields(model):
    return [field for field in model._meta.concrete_fields if not field.primary_key]


@cache
def _insertion(model, count, unless_known):
    """The statement for so many rows, value by value; without a `count` an array per column."""
    fields = _fields(model)
    names = ", ".join(f'"{field.column}"' for field in fields)
    if count:
        row = f"({', '.join(['%s'] * len(fields))})"
        rows = f"VALUES {', '.join([row] * count)}"
    else:
        arrays = ", ".join(f"%s::{field.cast_db_type(connection)}[]" for field in fields)
        rows = f"SELECT * FROM unnest({arrays})"  # noqa: S608 – types of ours
    ending = "ON CONFLICT DO NOTHING RETURNING id" if unless_known else "RETURNING id"
    return f"INSERT INTO {model._meta.db_table} ({names}) {rows} {ending}"


@cache
def _update(model, names):
    """The statement that saves these fields of one row."""
    columns = [model._meta.get_field(name).column for name in names]
    changes = ", ".join(f'"{column}" = %s' for column in columns)
    return f"UPDATE {model._meta.db_table} SET {changes} WHERE id = %s"  # noqa: S608 – names of ours


def _stored(field, each):
    return _plain(field.get_db_prep_save(vars(each)[field.attname], connection))


def _columns(model, alias):
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def _names(model):
    return [field.attname for field in model._meta.concrete_fields]


def _plain(value):
    """As the driver knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value
