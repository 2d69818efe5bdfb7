"""Two transactions that wait for each other: one is undone by PostgreSQL, and runs again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction

from fortbildung.shared.transactions import transacted
from organisations.models import User
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


def lock_crosswise(decorate):
    """Two services lock two persons in opposite order; what each gave, and how often they ran."""
    ada, ben = PersonFactory().pk, PersonFactory().pk
    meet, runs = Barrier(2, timeout=20), {"ada": 0, "ben": 0}

    @decorate
    def lock(name, first, second):
        runs[name] += 1
        User.objects.select_for_update().get(pk=first)
        if runs[name] == 1:
            meet.wait()
        User.objects.select_for_update().get(pk=second)
        return name

    def attempt(name, *keys):
        try:
            return lock(name, *keys)
        except OperationalError:
            return "undone"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as crowd:
        calls = [("ada", ada, ben), ("ben", ben, ada)]
        return sorted(crowd.map(lambda call: attempt(*call), calls)), sum(runs.values())


def test_the_one_undone_runs_again_and_both_come_to_their_end():
    ended, runs = lock_crosswise(transacted)
    assert ended == ["ada", "ben"]
    assert runs in (3, 4)  # on a busy machine both notice the deadlock at once


def test_without_another_try_one_of_them_is_lost():
    ended, runs = lock_crosswise(transaction.atomic)
    assert ("undone" in ended, len(ended), runs) == (True, 2, 2)
