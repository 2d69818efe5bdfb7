"""Do something once, however often it is asked for under the same key.

A client that got no answer cannot know whether it was heard. It asks again under the same key and
gets the answer of the first time. Whoever asks while the first request is still at work waits for
it: the key is a row with a unique constraint, written in the same transaction as the work. When
that breaks off, the row is gone with it and the next one may try.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from fortbildung.shared.errors import Refused
from fortbildung.shared.models import IdempotencyKey

KEPT_FOR = timedelta(hours=24)
# Django's `ignore_conflicts` does not tell whether there was one.
CLAIM = """
    INSERT INTO shared_idempotencykey (owner, key, digest, status, body, created_at)
    VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id
"""


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    replayed: bool = False


@dataclass(frozen=True)
class Asked:
    """Who asks, under which key, for what, and when."""

    owner: int
    key: str
    digest: str
    now: datetime


class KeyReused(Exception):
    """The key stands for another request already."""


def once(asked, *, act, refused):
    """The answer of `act`, or of `refused` to the refusal it raised; given to everybody who asks.

    Whatever else `act` raises is nobody's answer: it leaves nothing behind.
    """
    try:
        with transaction.atomic():
            row = _claim(asked)
            if row is None:
                return _given(asked)
            answer = act()
            rows = IdempotencyKey.objects.filter(pk=row)
            rows.update(status=answer.status, body=answer.body)
            return answer
    except Refused as refusal:  # undone, the claim too
        answer = refused(refusal)
        return answer if _claim(asked, answer) else _given(asked)


def forget_old_keys(*, now):
    """Delete keys nobody will use again; how many there were."""
    return IdempotencyKey.objects.filter(created_at__lt=now - KEPT_FOR).delete()[0]


def _claim(asked, answer=None):
    """Take the key, waiting for whoever is at it; None when it was taken."""
    status, body = (answer.status, answer.body) if answer else (None, "")
    values = [asked.owner, asked.key, asked.digest, status, body, asked.now]
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        row = cursor.fetchone()
    return row and row[0]


def _given(asked):
    """The answer somebody else got under the key."""
    given = IdempotencyKey.objects.get(owner=asked.owner, key=asked.key)
    if given.digest != asked.digest:
        raise KeyReused
    return Answer(given.status, given.body, replayed=True)
