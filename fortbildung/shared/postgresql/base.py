"""PostgreSQL as Django speaks to it, with fewer ways there and back.

Whether a connection still stands is seen, not asked; a service's last statements go off with its
COMMIT.
"""

import select

from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction

from fortbildung.shared import trips


class DatabaseWrapper(base.DatabaseWrapper):
    with_commit = ()  # statements whose answer nobody waits for

    def connect(self):
        self.with_commit = ()  # what belonged to a transaction that is lost
        super().connect()

    def _commit(self):
        last, self.with_commit = self.with_commit, ()
        if not last:
            super()._commit()
            return
        with debug_transaction(self, "COMMIT"):
            trips.commit(self, last)

    def _rollback(self):
        self.with_commit = ()
        super()._rollback()

    def is_usable(self):
        """A server that went away has closed the connection: then there is something to read.

        Django asks `SELECT 1` before the first statement of each request.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or super().is_usable()
