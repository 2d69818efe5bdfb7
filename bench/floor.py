"""The least a booking could cost here: the same server and middleware, one lock, one insert.

Every figure is printed beside its floor from the same run, so that a slow machine does not look
like a slow program.
"""

import time

from django.db import connection, transaction
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

ROWS = 200


@require_safe
def empty(_request):
    return HttpResponse(b"ok")


@csrf_exempt
@require_POST
@transaction.atomic
def book(_request, row):
    """Lock a row, count what belongs to it, add to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM floor_row WHERE id = %s FOR UPDATE", [row])
        cursor.execute("SELECT count(*) FROM floor_seat WHERE row_id = %s", [row])
        (taken,) = cursor.fetchone()
        cursor.execute("INSERT INTO floor_seat (row_id) VALUES (%s)", [row])
    return JsonResponse({"position": taken + 1}, status=201)


def lay():
    """The floor's two tables, empty."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS floor_row, floor_seat")
        cursor.execute("CREATE TABLE floor_row (id int PRIMARY KEY)")
        cursor.execute("CREATE TABLE floor_seat (id serial PRIMARY KEY, row_id int NOT NULL)")
        cursor.execute("CREATE INDEX ON floor_seat (row_id)")
        cursor.execute("INSERT INTO floor_row SELECT generate_series(1, %s)", [ROWS])


def sweep():
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE floor_seat")


def commits_per_second(count=1000):
    """How many one-row transactions a single client gets onto the disk, one after another."""
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        for _ in range(count):
            cursor.execute("INSERT INTO floor_seat (row_id) VALUES (0)")
    return count / (time.perf_counter() - begun)


def move_up_per_second(count):
    """Update a row, note it and owe a mail, `count` times in one transaction: rows a second."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE moved (id int PRIMARY KEY, state text)")
        cursor.execute("CREATE TEMP TABLE noted (id serial PRIMARY KEY, moved int, said text)")
        cursor.execute("INSERT INTO moved SELECT generate_series(1, %s), 'waiting'", [count])
        begun = time.perf_counter()
        for pk in range(1, count + 1):
            cursor.execute("UPDATE moved SET state = 'confirmed' WHERE id = %s", [pk])
            cursor.execute("INSERT INTO noted (moved, said) VALUES (%s, 'event')", [pk])
            cursor.execute("INSERT INTO noted (moved, said) VALUES (%s, 'mail')", [pk])
        spent = time.perf_counter() - begun
        cursor.execute("DROP TABLE moved, noted")
    return count / spent
