"""Whether what is stored about seats can be true: everything is counted and proved anew.

Each check yields one sentence per thing that is wrong. All look at the same moment of the
database, so that they can run while people book.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from courses.services.audit.enrolments import enrolments_that_cannot_be
from courses.services.audit.rooms import promises_broken, seats_left_unused
from courses.services.audit.seats import counts_gone_wrong


def audit_seats(*, now: datetime) -> list[str]:
    """Every contradiction there is; empty when all is well."""
    of_its_own = not connection.in_atomic_block
    with transaction.atomic():
        if of_its_own:
            _stand_still()
        return list(_findings(now))


def _stand_still():
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _findings(now) -> Iterator[str]:
    yield from counts_gone_wrong()
    yield from promises_broken(now=now)
    yield from seats_left_unused(now=now)
    yield from enrolments_that_cannot_be(now=now)
