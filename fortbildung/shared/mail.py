"""Mails are rows first: written with the fact they tell of, delivered after it is certain.

A worker, broker or mail server that is away delays a mail and never loses it: the beat looks
for what is due. The unique key per event and addressee keeps anybody from being told twice.
"""

import logging
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from kombu.exceptions import OperationalError

from fortbildung.shared.models import OutgoingMail

log = logging.getLogger(__name__)

GIVE_UP_AFTER = 14  # attempts, which is about three days
LONGEST_PAUSE = timedelta(hours=6)


def post(
    *, key: str, to: str, template: str, context: dict, now: datetime, attachments: list = ()
) -> None:
    """Owe `to` the mail in `mails/<template>.txt`, whose first line is the subject, once per `key`.

    `attachments` are dicts of name, content (text) and mimetype.
    """
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(f"mails/{template}.txt", context | {"site": settings.SITE_URL})
    owe(key=key, to=to, text=text, now=now, attachments=attachments)


def owe(*, key: str, to: str, text: str, now: datetime, attachments: list = ()) -> None:
    """Owe `to` a mail of finished text, whose first line is the subject, once per `key`."""
    subject, _, body = text.strip().partition("\n")
    OutgoingMail.objects.bulk_create(
        [
            OutgoingMail(
                key=key,
                to=to,
                subject=subject.strip(),
                body=body.strip() + "\n",
                attachments=list(attachments),
                created_at=now,
                next_attempt_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(_wake_worker)


def deliver_due(*, now: datetime) -> int:
    """Deliver every mail that is due; how many went out. Safe to run twice at once."""
    sent = 0
    while (outcome := _deliver_next(now)) is not None:
        sent += outcome
    return sent


@transaction.atomic
def _deliver_next(now):
    """Try the next mail due: True when sent, False when put off, None when none is left."""
    mail = OutgoingMail.objects.due(now).select_for_update(skip_locked=True).order_by("pk").first()
    if mail is None:
        return None
    try:
        _message(mail).send()
    except OSError as error:  # smtplib's errors are OSErrors
        _put_off(mail, error, now)
        return False
    mail.sent_at = now
    mail.attempts += 1
    mail.save(update_fields=["sent_at", "attempts"])
    return True


def _put_off(mail, error, now):
    mail.attempts += 1
    mail.last_error = str(error)
    mail.next_attempt_at = now + min(timedelta(minutes=2) * 2**mail.attempts, LONGEST_PAUSE)
    if mail.attempts >= GIVE_UP_AFTER:
        mail.gave_up_at = now
        log.error("Gave up on mail %s: %s", mail.key, error)
    mail.save(update_fields=["attempts", "last_error", "next_attempt_at", "gave_up_at"])


def _message(mail):
    message = EmailMessage(mail.subject, mail.body, to=[mail.to])
    # Says to mail servers: no out-of-office replies, please.
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    for attachment in mail.attachments:
        message.attach(attachment["name"], attachment["content"], attachment["mimetype"])
    return message


def _wake_worker():
    try:
        current_app.send_task("fortbildung.shared.tasks.deliver_due_mails")
    except OperationalError:
        log.warning("The broker is away; the beat will deliver the mail later.")
