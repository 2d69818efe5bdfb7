"""One service, one transaction; tried again where two transactions stood in each other's way."""

from functools import wraps

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from fortbildung.shared.trips import gathered

TRIES = 3


def part_of(service):
    """The service within the transaction of another one: when it fails, so does the whole."""
    return service.__wrapped__


def transacted(service):
    """Run `service` in one transaction, anew when PostgreSQL ended it to undo a deadlock.

    Services lock in one order, but whoever is next in a queue is not known beforehand: two queues
    with the same people may meet. Inside another transaction only the outermost can try again.
    """

    @wraps(service)
    def whole(*args, **kwargs):
        tries = 1 if connection.in_atomic_block else TRIES
        for left in reversed(range(tries)):
            try:
                with transaction.atomic(), gathered():
                    return service(*args, **kwargs)
            except OperationalError as error:
                if not left or not isinstance(error.__cause__, DeadlockDetected):
                    raise
        return None

    return whole
