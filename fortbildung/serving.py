"""How gunicorn's processes share the work evenly.

A connection stays with the process that took it. Left to the kernel, one process may take six of
eight and the other stands idle; and a browser that connects ahead of asking held a thread for five
seconds.
"""

import mmap
import os
import selectors
import time
from functools import partial

from gunicorn.workers.gthread import ThreadWorker

MOST_PROCESSES = 256
FREE = 2**31 - 1  # a desk nobody sits at
CLOSED = FREE - 1  # somebody sits there who takes nobody new
# Open connections at each desk, seen by all processes; made before they are forked.
DESKS = memoryview(mmap.mmap(-1, 4 * MOST_PROCESSES)).cast("i")
for _desk in range(MOST_PROCESSES):
    DESKS[_desk] = FREE
A_MOMENT = 0.0002  # seconds
PATIENCE = 20  # moments that somebody with more connections waits for the others to take a new one
IDLE = 10  # seconds a new connection may be silent


class EvenWorker(ThreadWorker):
    """gunicorn's threads in one of several processes."""

    _accepting = False  # gunicorn counts before it says so

    def __init__(self, *args, **kwargs):
        self.desk = list(DESKS).index(FREE)
        self._connections, self._waited = 0, 0
        super().__init__(*args, **kwargs)

    @property
    def nr_conns(self):
        return self._connections

    @nr_conns.setter
    def nr_conns(self, count):
        self._connections = count
        DESKS[self.desk] = count if self._accepting else CLOSED

    def set_accept_enabled(self, enabled):
        super().set_accept_enabled(enabled)
        self.nr_conns = self._connections

    def accept(self, listener):
        """Take a new connection, unless somebody has fewer; they have a moment to take it."""
        if self._connections > min(DESKS) and self._waited < PATIENCE:
            self._waited += 1
            time.sleep(A_MOMENT)
            return
        self._waited = 0
        super().accept(listener)

    def enqueue_req(self, conn):
        """A thread for what is asked, none for who has only connected."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + IDLE
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def run(self):
        self._stay()
        super().run()

    def leave(self):
        """For the arbiter, when the process has ended."""
        DESKS[self.desk] = FREE

    def _stay(self):
        """Keep to one processor where there are no more of them than processes.

        Its threads run one at a time anyway, and each change of the processor starts them cold.
        """
        if not hasattr(os, "sched_setaffinity"):  # systems other than Linux
            return
        processors = sorted(os.sched_getaffinity(0))
        if len(processors) <= self.cfg.workers:
            os.sched_setaffinity(0, {processors[self.desk % len(processors)]})
