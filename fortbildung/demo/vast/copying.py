"""Rows into the database the quick way: COPY, one statement for all of a kind."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, models


def first_free_key(model: type[models.Model]) -> int:
    """The lowest key above all that are taken."""
    return (model.objects.aggregate(models.Max("pk"))["pk__max"] or 0) + 1


def copy(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[object]],
    **constants: object,
) -> None:
    """Write `rows` of the columns `names`; whatever is not named has its default.

    The columns are fields' names, as `seminar_id`. Keys that are given move the sequence on.
    """
    described = model._meta  # noqa: SLF001 – what a model knows of its columns
    fields = [field for field in described.concrete_fields if not field.generated]
    if "id" not in names:
        fields = [field for field in fields if not field.primary_key]
    template = [constants.get(field.attname, _default(field)) for field in fields]
    place = {field.attname: number for number, field in enumerate(fields)}
    places = [place[name] for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = described.db_table
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as target,
    ):
        for row in _filled(template, places, rows):
            target.write_row(row)
    if "id" in names:
        _move_sequence_on(table)


def _default(field):
    return "" if field.empty_strings_allowed and not field.has_default() else field.get_default()


def _filled(template, places, rows) -> Iterator[list]:
    for row in rows:
        filled = template.copy()
        for place, value in zip(places, row, strict=True):
            filled[place] = value
        yield filled


def _move_sequence_on(table):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM \"{table}\""  # noqa: S608
        )
