"""How gunicorn serves, in the demo as in production; its options overrule it."""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 2
worker_tmp_dir = "/tmp"  # noqa: S108 – gunicorn makes a private file; a disk may stall the heartbeat
loglevel = "warning"
