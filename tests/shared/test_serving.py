"""Two processes share their work, and nobody who says nothing keeps a thread."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import pytest

from fortbildung.settings.base import BASE_DIR
from tests.servers import wait_until
from tests.shared.sink import free_port

ANSWER = re.compile(rb"\r\n\r\n(\d+)$")
QUESTION = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


class Site:
    def __init__(self, port):
        self.port, self.open = port, []

    def connect(self):
        """A connection nobody has asked anything on."""
        self.open.append(socket.create_connection(("127.0.0.1", self.port), timeout=10))
        return self.open[-1]

    def answers(self):
        try:
            return bool(ask(self.connect()))
        except OSError:
            return False

    def hang_up(self):
        while self.open:
            self.open.pop().close()


@pytest.fixture
def site():
    made = Site(free_port())
    line = [sys.executable, "-m", "gunicorn", "tests.shared.tiny", f"--bind=127.0.0.1:{made.port}"]
    with subprocess.Popen([*line, "--workers=2"], cwd=BASE_DIR) as server:
        try:
            wait_until(made.answers, "the tiny site", 30)
            made.hang_up()
            yield made
        finally:
            made.hang_up()
            server.send_signal(signal.SIGTERM)


def ask(connection):
    """The process that answers."""
    connection.sendall(QUESTION)
    heard = b""
    while not (told := ANSWER.search(heard)):
        if not (more := connection.recv(1000)):
            raise ConnectionError("hung up")
        heard += more
    return int(told[1])


def test_connections_are_shared_out_evenly(site):
    wait_until(lambda: len({ask(site.connect()) for _ in range(4)}) == 2, "both processes", 10)
    site.hang_up()
    time.sleep(0.5)
    crowd = [site.connect() for _ in range(8)]
    shares = Counter(map(ask, crowd))
    assert sorted(shares.values()) == [4, 4]
    assert Counter(map(ask, crowd)) == shares


def test_who_connects_and_says_nothing_keeps_nobody_waiting(site):
    for _ in range(8):  # twice as many as there are threads
        site.connect()
    began = time.monotonic()
    assert ask(site.connect())
    assert time.monotonic() - began < 2


def test_who_takes_the_place_of_a_killed_process_gets_its_share(site):
    wait_until(lambda: len({ask(site.connect()) for _ in range(4)}) == 2, "both processes", 10)
    killed = ask(site.connect())
    os.kill(killed, signal.SIGKILL)
    site.hang_up()
    wait_until(
        lambda: len({ask(site.connect()) for _ in range(4)} - {killed}) == 2, "the new one", 20
    )
    site.hang_up()
    time.sleep(0.5)
    shares = Counter(ask(connection) for connection in [site.connect() for _ in range(8)])
    assert sorted(shares.values()) == [4, 4]
