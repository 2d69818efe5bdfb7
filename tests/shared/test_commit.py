"""What nobody waits for goes off with the COMMIT of its service, or not at all."""

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.sql import insert
from fortbildung.shared.trips import gathered, later, run
from tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def owe(key):
    fields = {"to": "kim@example.org", "created_at": NOON, "next_attempt_at": NOON}
    insert([OutgoingMail(key=key, **fields)], unless_known=True)


def keys():
    return sorted(OutgoingMail.objects.values_list("key", flat=True))


def test_the_last_statements_are_there_after_the_commit():
    with transaction.atomic(), gathered():
        owe("one")
        owe("two")
    assert keys() == ["one", "two"]


def test_an_error_in_the_last_statements_undoes_the_whole():
    with pytest.raises(IntegrityError):
        _write_nonsense_after("one")
    assert keys() == []
    with transaction.atomic(), gathered():
        owe("two")
    assert keys() == ["two"]


def test_the_last_statements_of_what_is_rolled_back_are_nobodys():
    with transaction.atomic(), gathered():
        owe("one")
        transaction.set_rollback(True)
    with transaction.atomic():
        owe("two")
    assert keys() == ["two"]


def test_the_last_statements_are_lost_with_their_connection():
    with transaction.atomic(), gathered():
        owe("one")
    with pytest.raises(OperationalError):
        _lose_the_connection_before("two")
    with transaction.atomic(), gathered():
        owe("three")
    assert keys() == ["one", "three"]


def _write_nonsense_after(key):
    with transaction.atomic(), gathered():
        owe(key)
        assert run("SELECT count(*) FROM shared_outgoingmail") == [(1,)]
        later("INSERT INTO shared_outgoingmail (key) VALUES ('without a time')")


def _lose_the_connection_before(key):
    with transaction.atomic(), gathered():
        ((backend,),) = run("SELECT pg_backend_pid()")
        another = connection.copy()
        with another.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        another.close()
        owe(key)
