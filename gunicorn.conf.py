"""How gunicorn serves, in the demo as in production; its options overrule it."""

import gc
import os
import sys

from fortbildung.serving import EvenWorker

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = EvenWorker
threads = 8
worker_tmp_dir = "/tmp"  # noqa: S108 – gunicorn makes a private file; a disk may stall the heartbeat
loglevel = "warning"


def post_worker_init(worker):  # noqa: ARG001 – gunicorn's hook
    """Threads take turns often: whoever holds a seminar's lock must not wait 5 ms for another.

    Garbage is looked for less often than Python does, and never in what was loaded to stay.
    """
    sys.setswitchinterval(0.0005)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def child_exit(_server, worker):
    """Its place is free for who comes after it."""
    if isinstance(worker, EvenWorker):
        worker.leave()
