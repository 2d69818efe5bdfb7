"""The real thing for browser tests: database, broker, mail server, web server and worker."""

import email
import email.policy
import re
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from fortbildung.demo import processes
from tests import servers
from tests.servers import free_port, wait_until


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


@contextmanager
def running(name, folder, *, prepare):
    """A stack whose mails arrive in its `sink`; `prepare(stack)` fills it before it serves."""
    sink = Sink()
    mail_server = Controller(sink, hostname="127.0.0.1", port=free_port())
    mail_server.start()
    try:
        with servers.running(
            name, folder, mail_port=mail_server.port, prepare=prepare, lines=_lines
        ) as stack:
            stack.sink = sink
            yield stack
    finally:
        mail_server.stop()


def _lines(port):
    return [[*processes.web(port), "--workers=1"], [*processes.worker(), "--pool=solo"]]
