"""The load generator, a process of its own: keep-alive connections, one question at a time each.

Reads a job (JSON: port, clients, errands) and writes what came of it. An errand is a list of raw
requests that one client asks one after another; the clients share the errands in their order.
All connections stand before the clock starts.
"""

import asyncio
import json
import re
import sys
import time
from collections import deque

LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
CLOSES = re.compile(rb"(?i)\r\nconnection: *close")


class Connection(asyncio.Protocol):
    def __init__(self):
        self.answer, self.received, self.open = None, b"", False

    def connection_made(self, transport):
        self.transport, self.open = transport, True

    def ask(self, question):
        self.received, self.answer = b"", asyncio.get_running_loop().create_future()
        self.transport.write(question)
        return self.answer

    def data_received(self, data):
        self.received += data
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end or self.answer.done():
            return
        length = LENGTH.search(head)
        if length is None or len(body) >= int(length[1]):
            if CLOSES.search(head):
                self.open = False
                self.transport.close()
            self.answer.set_result((int(head[9:12]), body))

    def connection_lost(self, error):
        self.open = False
        if self.answer and not self.answer.done():
            self.answer.set_exception(error or ConnectionError("hung up"))


class Client:
    def __init__(self, port):
        self.port, self.connection, self.connects = port, None, 0

    async def connect(self):
        loop = asyncio.get_running_loop()
        _, self.connection = await loop.create_connection(Connection, "127.0.0.1", self.port)
        self.connects += 1

    async def run(self, errands, done):
        while errands:
            number, errand = errands.popleft()
            begun = time.perf_counter()
            status, body = await self._ask_all(errand)
            done.append((number, begun, time.perf_counter(), status, body))

    async def _ask_all(self, errand):
        """The last answer's status and text; 0 when the connection broke."""
        status, body = 0, b""
        for question in errand:
            try:
                if not self.connection.open:
                    await self.connect()
                status, body = await self.connection.ask(question.encode())
            except OSError as error:
                return 0, str(error)
        return status, body.decode() if status != 200 else ""


async def drive(port, clients, errands):
    errands, done = deque(enumerate(errands)), []
    crowd = [Client(port) for _ in range(clients)]
    for client in crowd:
        await client.connect()
    begun = time.perf_counter()
    await asyncio.gather(*(client.run(errands, done) for client in crowd))
    return {
        "seconds": time.perf_counter() - begun,
        "reconnects": sum(client.connects - 1 for client in crowd),
        "answers": [(n, end - start, status, body) for n, start, end, status, body in done],
    }


if __name__ == "__main__":
    json.dump(asyncio.run(drive(**json.load(sys.stdin))), sys.stdout)
