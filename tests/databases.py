"""Databases of one's own: copies of one that is migrated once for each state of the code."""

import os
import subprocess
import sys
from contextlib import contextmanager
from hashlib import sha256

import psycopg

from fortbildung.settings.base import BASE_DIR, VAR_DIR
from fortbildung.shared import embedded

# What a migrated database follows from.
SOURCES = ["*/migrations/*.py", "*/*/migrations/*.py", "*/settings/*.py", "requirements-dev.txt"]

# Django would write the same anew.
KEPT = {"auth_permission", "django_content_type"}


def migrated():
    """The name of the database to copy. Who comes first makes it, the others wait."""
    name = f"migrated_{_state_of_the_code()}"
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(hashtext('migrated'))")
        if name not in _names(server):
            _make(server, name)
    return name


@contextmanager
def new_database(name):
    """A migrated database without data, dropped afterwards; its URL."""
    template = migrated()
    with _server() as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield _url(name)
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def emptying(connection):
    """The statements after which nothing is left, in place of Django's.

    Nearly all tables are empty anyway, and truncating them takes half a second.
    """

    def sql_flush(_style, tables, **_options):
        asked = " UNION ".join(f"SELECT '{t}' WHERE EXISTS (SELECT FROM {t})" for t in tables)
        with connection.cursor() as cursor:
            cursor.execute(asked)
            filled = {name for (name,) in cursor.fetchall()} - KEPT
        return [
            "SET session_replication_role = replica",  # no triggers, no foreign keys
            *[f"DELETE FROM {name}" for name in sorted(filled)],
            "SET session_replication_role = origin",
        ]

    return sql_flush


def _make(server, name):
    """Under another name until it is complete; those of earlier states go."""
    for old in _names(server):
        server.execute(f"DROP DATABASE {old}")
    server.execute("CREATE DATABASE migrated_soon")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "fortbildung.settings.demo",
            "DATABASE_URL": _url("migrated_soon"),
        },
        check=True,
    )
    server.execute(f"ALTER DATABASE migrated_soon RENAME TO {name}")


def _names(server):
    asked = server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'migrated\\_%'")
    return [name for (name,) in asked]


def _state_of_the_code():
    state = sha256()
    for pattern in SOURCES:
        for path in sorted(BASE_DIR.glob(pattern)):
            state.update(str(path.relative_to(BASE_DIR)).encode() + path.read_bytes())
    return state.hexdigest()[:16]


def _server():
    return psycopg.connect(_url("postgres"), autocommit=True)


def _url(name):
    own = os.environ.get("DATABASE_URL") or embedded.postgres_url(VAR_DIR)
    return f"{own.rpartition('/')[0]}/{name}"
