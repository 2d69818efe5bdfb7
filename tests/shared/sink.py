"""A real mail server on a free port, which keeps what it gets."""

import socket


class Sink:
    """Takes every letter, except those to addresses in `refused`."""

    def __init__(self):
        self.letters, self.refused = [], set()
        self.after = lambda: None  # what happens between a letter and the answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 – its name
        if address in self.refused:
            return "450 mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – its name
        self.letters.append(envelope)
        self.after()
        return "250 OK"

    @property
    def addressees(self):
        return [letter.rcpt_tos for letter in self.letters]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
