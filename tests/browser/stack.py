"""The real thing for browser tests: database, broker, mail server, web server and worker."""

import email
import email.policy
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from urllib.error import URLError

import psycopg
from aiosmtpd.controller import Controller
from django.conf import settings

from fortbildung.shared import embedded

A_WHILE = 20  # seconds


class Sink:
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – aiosmtpd's name
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append(message)
        return "250 OK"

    def wait_for(self, to, subject):
        """The first mail to `to` whose subject contains `subject`, waiting for it a while."""
        return wait_until(lambda: next(self._found(to, subject), None), f"mail “{subject}”")

    def _found(self, to, subject):
        return (mail for mail in self.mails if mail["To"] == to and subject in mail["Subject"])


def link_in(mail, pattern):
    """The first address in the mail's text that matches `pattern`."""
    text = mail.get_body(("plain",)).get_content()
    return re.search(rf"https?://\S*{pattern}\S*", text)[0]


def wait_until(question, what):
    deadline = time.monotonic() + A_WHILE
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {A_WHILE} seconds in vain for {what}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Stack:
    """Everything running; `url` is where it answers, `sink` gets its mails."""

    def __init__(self, url, sink, environment):
        self.url, self.sink, self.environment = url, sink, environment

    def manage(self, *arguments):
        """Run a command in this stack; fail with what it says."""
        outcome = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
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
def running(name, folder, *, prepare):
    """A stack with a database `name` of its own; `prepare(stack)` fills it before it serves."""
    with ExitStack() as stage:
        sink = Sink()
        mail_server = Controller(sink, hostname="127.0.0.1", port=free_port())
        mail_server.start()
        stage.callback(mail_server.stop)
        port = free_port()
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "fortbildung.settings.demo",
            "DATABASE_URL": new_database(name, stage),
            "REDIS_URL": embedded.valkey_url(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
            "PORT": str(port),
        }
        stack = Stack(f"http://127.0.0.1:{port}", sink, environment)
        stack.manage("migrate", "--verbosity=0")
        prepare(stack)
        for line in (
            ["-m", "gunicorn", "fortbildung.wsgi", f"--bind=127.0.0.1:{port}", "--threads=4"],
            ["-m", "celery", "-A", "fortbildung", "worker", "--concurrency=1", "--pool=solo"],
        ):
            stage.enter_context(process(line, environment, folder))
        wait_until(lambda: answers(f"{stack.url}/health/live"), "the web server")
        yield stack


def new_database(name, stage):
    """An empty database beside the test suite's own; its URL. Dropped when the stage closes."""
    database = settings.DATABASES["default"]
    admin = stage.enter_context(
        psycopg.connect(
            host=database["HOST"],
            port=database["PORT"],
            user=database["USER"],
            dbname="postgres",
            autocommit=True,
        )
    )
    admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    admin.execute(f"CREATE DATABASE {name}")
    stage.callback(admin.execute, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    host = database["HOST"].replace("/", "%2F")
    return f"postgres://{database['USER']}@{host}:{database['PORT']}/{name}"


@contextmanager
def process(line, environment, folder):
    with (folder / f"{line[1]}.log").open("w") as log:
        started = subprocess.Popen(
            [sys.executable, *line],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield
        finally:
            started.terminate()
            with suppress(subprocess.TimeoutExpired):
                started.wait(10)
            started.kill()


def answers(url):
    try:
        return urllib.request.urlopen(url, timeout=2).status == 200
    except (URLError, OSError):
        return False
