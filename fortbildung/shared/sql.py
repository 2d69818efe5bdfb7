"""Statements written by hand, for what many people wait for; everything else asks through the ORM.

The ORM builds a statement anew each time, and PostgreSQL plans it anew: for a booking both took
longer than the work itself. These are built once, planned once per connection, and read into the
same models.
"""

from collections.abc import Iterable
from functools import cache
from itertools import chain

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

from fortbildung.shared.trips import Inferred, Question, rows_later, run

FEW = 8  # rows: so many are written value by value, which takes less than arrays
# Fields that store what they hold, as the driver knows it.
PLAIN = {
    models.BigAutoField,
    models.BooleanField,
    models.CharField,
    models.DateTimeField,
    models.EmailField,
    models.ForeignKey,
    models.PositiveSmallIntegerField,
    models.TextField,
}
TELL_KEYS, IF_NEW = "RETURNING id", "ON CONFLICT DO NOTHING"


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
            read.append(_from_row(model, names, values))
        return [*read, *row[at:]]


def _from_row(model, names, values):
    """As `Model.from_db` makes it, which goes through fields and signals one by one."""
    new = model.__new__(model)
    state = vars(new)["_state"] = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    vars(new).update(zip(names, values, strict=True))
    return new


def draws(count: int, *kinds: type[models.Model]) -> Question:
    """What `drawn` asks, for `ahead`."""
    return _draw(kinds), (count,)


def drawn(count: int, *kinds: type[models.Model]) -> list[tuple[int, ...]]:
    """`count` times a key for a new object of each of these models, which may stand there twice.

    So nobody waits for the answer when they are saved. Keys tell in which order rows were made:
    draw them under the lock that keeps this order.
    """
    statement, parameters = draws(count, *kinds)
    return run(statement, *parameters)


def insert(
    new: Iterable[models.Model], *, unless_known: bool = False, keyless: bool = False
) -> None:
    """Save new objects of one model in one statement; each gets its key, if it has not `drawn` one.

    With `unless_known` those that break a unique constraint are left out, and none gets a key; nor
    does any with `keyless`, for objects nobody looks at any more. Where no key is to be told, they
    are written `later`, with the others of the model by then. Fields of arrays are left empty.
    """
    new = list(new)
    model, keyed = type(new[0]), new[0].pk is not None
    rows = [_stored(each, _fields(model, keyed)) for each in new]
    ending = IF_NEW if unless_known else "" if keyed or keyless else TELL_KEYS
    kind = (model, keyed, ending)
    if ending != TELL_KEYS:
        rows_later(kind, rows, _insertion)
    else:
        statement, values = _insertion(kind, rows)
        for each, (key,) in zip(new, run(statement, *values), strict=True):
            each.pk = key
    for each in new:
        each._state.adding = unless_known


def update(each: models.Model, names: tuple[str, ...]) -> None:
    """Save these fields of an object, as `save(update_fields=…)` does for one that is there."""
    fields = [each._meta.get_field(name) for name in names]
    run(_update(type(each), names), *_stored(each, fields), each.pk)


def keep_related(owner: models.Model, name: str, rows: list[models.Model]) -> None:
    """Let `owner` have these at hand under `name`, as `prefetch_related` would."""
    found = getattr(owner, name).all()  # who narrows it down asks the database, for the owner's
    found._result_cache, found._prefetch_done = rows, True
    vars(owner).setdefault("_prefetched_objects_cache", {})[name] = found


@cache
def _draw(kinds):
    keys = ", ".join(f"nextval('{model._meta.db_table}_id_seq')" for model in kinds)
    return f"SELECT {keys} FROM generate_series(1, %s)"  # noqa: S608 – names of ours


@cache
def _fields(model, keyed):
    """What is written of new rows. Several arrays cannot be unnested from one: they come later."""
    fields = [field for field in model._meta.concrete_fields if keyed or not field.primary_key]
    return [field for field in fields if not isinstance(field, ArrayField)]


def _insertion(kind, rows):
    """The statement for these rows and its parameters."""
    few = len(rows) <= FEW
    values = chain.from_iterable(rows) if few else map(list, zip(*rows, strict=True))
    return _inserts(*kind, len(rows) if few else None), tuple(values)


@cache
def _inserts(model, keyed, ending, count):
    """The statement for so many rows, value by value; without a `count` an array per column."""
    fields = _fields(model, keyed)
    names = ", ".join(f'"{field.column}"' for field in fields)
    if count:
        row = f"({', '.join(['%s'] * len(fields))})"
        rows = f"VALUES {', '.join([row] * count)}"
    else:
        arrays = ", ".join(f"%s::{field.cast_db_type(connection)}[]" for field in fields)
        rows = f"SELECT * FROM unnest({arrays})"  # noqa: S608 – types of ours
    return Inferred(f"INSERT INTO {model._meta.db_table} ({names}) {rows} {ending}")


@cache
def _update(model, names):
    """The statement that saves these fields of one row."""
    columns = [model._meta.get_field(name).column for name in names]
    changes = ", ".join(f'"{column}" = %s' for column in columns)
    return f"UPDATE {model._meta.db_table} SET {changes} WHERE id = %s"  # noqa: S608 – names of ours


def _stored(each, fields):
    values = vars(each)
    return [
        values[field.attname]
        if type(field) in PLAIN
        else field.get_db_prep_save(values[field.attname], connection)
        for field in fields
    ]


def _columns(model, alias):
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def _names(model):
    return [field.attname for field in model._meta.concrete_fields]
