"""Real servers for stories and measurements: a database of their own, processes, and patience."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from urllib.error import URLError

from fortbildung.settings.base import BASE_DIR
from fortbildung.shared import embedded
from tests.databases import new_database

A_WHILE = 20  # seconds
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "one")  # each has servers of its own


class Stack:
    """Everything running; `url` is where it answers, `environment` what its processes see."""

    def __init__(self, port, environment):
        self.port, self.environment = port, environment
        self.url = f"http://localhost:{port}"

    def manage(self, *arguments):
        """Run a command in this stack; fail with what it says."""
        outcome = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert outcome.returncode == 0, outcome.stderr

    def run(self, call):
        """Run one call, given with its module's full name, in this stack."""
        module = call.partition("(")[0].rpartition(".")[0]
        self.manage("shell", "--no-imports", "-c", f"import {module}; {call}")


@contextmanager
def running(name, folder, *, mail_port, prepare, lines, settings="fortbildung.settings.demo"):
    """A stack with a database `name` of its own; `prepare(stack)` fills it before it serves.

    `lines(port)` are the command lines of its processes, the web server's first.
    """
    with ExitStack() as stage:
        port = free_port()
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": stage.enter_context(new_database(f"{name}_{WORKER}")),
            "REDIS_URL": embedded.valkey_url(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "PORT": str(port),
            "WEB_CONCURRENCY": "1",  # enough for one browser
        }
        stack = Stack(port, environment)
        stack.manage("create_seal")
        prepare(stack)
        for number, line in enumerate(lines(port)):
            stage.enter_context(process(line, environment, folder / f"{number}.log"))
        wait_until(lambda: answers(f"{stack.url}/health/live"), "the web server", 60)
        yield stack


@contextmanager
def process(line, environment, log):
    """One process, ended afterwards; what it says goes to the file `log`."""
    with log.open("w") as file:
        # Each in a session of its own, as they are served: the worker stands back alone.
        options = {"cwd": BASE_DIR, "env": environment, "start_new_session": True}
        started = subprocess.Popen(line, stdout=file, stderr=subprocess.STDOUT, **options)
        try:
            yield started
        finally:
            started.terminate()
            with suppress(subprocess.TimeoutExpired):
                started.wait(10)
            started.kill()
            started.wait()


def answers(url):
    try:
        return urllib.request.urlopen(url, timeout=2).status == 200
    except (URLError, OSError):
        return False


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(question, what, patience=A_WHILE):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {patience} seconds in vain for {what}")
