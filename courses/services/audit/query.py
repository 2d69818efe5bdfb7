"""Sentences made of the rows a query finds."""

from collections.abc import Iterator

from django.db import connection

from courses.states import ATTENDANCE_KNOWN, HOLDS_A_SEAT, LIVE, TAKES_PART

# The groups of states, as the queries name them.
GROUPS = {
    "seats": [*HOLDS_A_SEAT],
    "live": [*LIVE],
    "takes_part": [*TAKES_PART],
    "attendance": [*ATTENDANCE_KNOWN],
}


def sentences(sentence: str, query: str, **facts: object) -> Iterator[str]:
    """`sentence`, filled with the columns of each row of `query`."""
    with connection.cursor() as cursor:
        cursor.execute(query, GROUPS | facts)
        columns = [column.name for column in cursor.description]
        rows = cursor.fetchall()
    for row in rows:
        yield sentence.format(**dict(zip(columns, row, strict=True)))
