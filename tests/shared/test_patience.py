"""Whatever ends a statement is told as Django tells it, so that callers know it."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from fortbildung.shared.patience import at_most
from tests.reports.held_up import connect

pytestmark = pytest.mark.django_db(transaction=True)


def ask_after_the_end():
    """The database ends the connection before the second statement."""
    with at_most(timedelta(seconds=9)), connect() as other:
        connection.ensure_connection()
        own = connection.connection.info.backend_pid
        other.execute("SELECT pg_terminate_backend(%s, 9000)", [own])
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")


def test_a_connection_that_ends_between_two_statements_is_an_error_of_django():
    with pytest.raises(OperationalError):
        ask_after_the_end()
    connection.close()
