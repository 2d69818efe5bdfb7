"""PostgreSQL as Django speaks to it, but whether a connection still stands is seen, not asked."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self):
        """A server that went away has closed the connection: then there is something to read.

        Django asks `SELECT 1` before the first statement of each request.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or super().is_usable()
