"""Mails are rows first: noted with the fact they tell of, written and delivered by the worker.

A worker, broker or mail server that is away delays a mail and never loses it: the beat looks
for what is due. The unique key per event and addressee keeps anybody from being told twice.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.template.loader import render_to_string

from fortbildung.shared.models import OutgoingMail, OutgoingMailQuerySet
from fortbildung.shared.sql import insert
from fortbildung.shared.work import soon

LONGEST_SUBJECT = OutgoingMail.subject.field.max_length
ERASED = {"subject": "", "body": "", "attachments": [], "arguments": {}, "last_error": ""}


@dataclass(frozen=True)
class Mail:
    """What is owed to whom: the worker calls `renderer(**arguments)`, which returns a Letter.

    `renderer` is a dotted path. `arguments` are keys and facts that must not change until the
    mail is written; JSON keeps them. What `can_wait` goes out after what people wait for.
    """

    key: str
    to: str
    renderer: str
    arguments: dict
    about: str = ""
    can_wait: bool = False


@dataclass(frozen=True)
class Letter:
    """A finished mail. The first line of `text` is the subject.

    `attachments` are dicts of name, mimetype and content (text), or in place of the content
    `stored`: where a file lies in the private storage.
    """

    text: str
    attachments: list = field(default_factory=list)

    @property
    def subject(self):
        """One line, whatever was typed: a stray return would stop the mail for good."""
        subject = " ".join(self._parts[0].split())
        fits = len(subject) <= LONGEST_SUBJECT
        return subject if fits else subject[: LONGEST_SUBJECT - 1] + "…"

    @property
    def body(self):
        return self._parts[2].strip() + "\n"

    @property
    def _parts(self):
        return self.text.strip().partition("\n")


def letter(template: str, context: dict, attachments: Iterable[dict] = ()) -> Letter:
    """The letter in `mails/<template>.txt`, for renderers."""
    text = render_to_string(f"mails/{template}.txt", context | {"site": settings.SITE_URL})
    # Parts that are left out leave their line ends behind.
    return Letter(re.sub(r"\n{3,}", "\n\n", text), list(attachments))


def renderer_of_many(write: Callable[[list[dict]], list[Letter | None]]) -> Callable:
    """A renderer whose letters are written many at a time: it asks once for all of them.

    `write` gets the arguments of each letter and returns the letters in the same order.
    """

    @wraps(write)
    def render(**arguments):
        (one,) = write([arguments])
        return one

    render.many = write
    return render


def post(*, now: datetime, **facts: object) -> None:
    """Owe the one mail of these `facts`, once per key; see `Mail`."""
    post_all([Mail(**facts)], now=now)


def post_all(mails: Iterable[Mail], *, now: datetime) -> None:
    """Owe all `mails`, each once per key: one statement, however many."""
    _owe([_noted(now, **vars(mail)) for mail in mails])


def owe(*, key: str, to: str, letter: Letter, now: datetime, can_wait: bool = False) -> None:
    """Owe `to` a mail that is finished, once per `key`."""
    parts = {name: getattr(letter, name) for name in ("subject", "body", "attachments")}
    _owe([_noted(now, key=key, to=to, can_wait=can_wait, **parts)])


def send_again(mails: OutgoingMailQuerySet, *, now: datetime) -> int:
    """Let `mails` that were not delivered start over, now; how many."""
    again = mails.undelivered().update(
        attempts=0, last_error="", gave_up_at=None, next_attempt_at=now
    )
    soon("fortbildung.shared.tasks.deliver_due_mails")
    return again


def erase_old(*, now: datetime) -> int:
    """Empty the mails settled longer than `MAIL_RETENTION` ago; how many.

    The rows stay with their keys, so that nobody is told anything twice.
    """
    old = OutgoingMail.objects.settled_before(now - settings.MAIL_RETENTION)
    return old.filter(erased_at=None).update(**ERASED, erased_at=now)


def _noted(now, **fields):
    return OutgoingMail(created_at=now, next_attempt_at=now, **fields)


def _owe(rows):
    if rows:
        insert(rows, unless_known=True)
        soon("fortbildung.shared.tasks.deliver_due_mails")
