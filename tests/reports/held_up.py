"""Counting that is held up for real: somebody else has locked what it reads."""

import os
import subprocess
import sys
from contextlib import contextmanager
from threading import Thread

import psycopg
from django.db import connection

from fortbildung.settings.base import BASE_DIR
from tests.servers import wait_until

A_MINUTE = 60  # a process begins slowly on a busy machine
WAITING = """
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def connect(url=""):
    """A connection of its own to this database, or to that of a stack."""
    if url:
        return psycopg.connect(url)
    facts = connection.get_connection_params()
    wanted = ("dbname", "user", "password", "host", "port")
    return psycopg.connect(**{name: facts[name] for name in wanted if name in facts})


@contextmanager
def held_up(table, url=""):
    """Inside, whoever reads the table waits."""
    with connect(url) as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            other.rollback()


def counting():
    """Wait until somebody is held up."""

    def asked():
        with connect() as other:
            return other.execute(WAITING).fetchone()

    wait_until(asked, "a statement that is held up", A_MINUTE)


def nobody_counts():
    def asked():
        with connect() as other:
            return other.execute(WAITING).fetchone() is None

    wait_until(asked, "the end of that statement", A_MINUTE)


def in_background(call):
    """A thread that makes the call on a connection of its own."""

    def run():
        try:
            call()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


@contextmanager
def worker():
    """The worker's function in a process of its own, which can be killed."""
    facts = connection.get_connection_params()
    url = f"postgres://{facts['user']}:{facts.get('password', '')}@"
    host = facts["host"].replace("/", "%2F")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "fortbildung.settings.demo",
        "DATABASE_URL": f"{url}{host}:{facts.get('port', '')}/{facts['dbname']}",
    }
    call = "import django; django.setup(); from reports.tasks import make_reports; make_reports()"
    started = subprocess.Popen([sys.executable, "-c", call], cwd=BASE_DIR, env=environment)
    try:
        yield started
    finally:
        started.kill()
        started.wait()
