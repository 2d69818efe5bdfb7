"""Mails are rows first: written with the fact they tell of, delivered after it is certain.

A worker, broker or mail server that is away delays a mail and never loses it: the beat looks
for what is due. The unique key per event and addressee keeps anybody from being told twice.
"""

import logging
from datetime import datetime, timedelta
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.work import soon

log = logging.getLogger(__name__)

GIVE_UP_AFTER = 14  # attempts, which is about two days
LONGEST_PAUSE = timedelta(hours=6)
LONGEST_SUBJECT = OutgoingMail.subject.field.max_length


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
                subject=_shortened(" ".join(subject.split())),  # a stray \r would stop it for good
                body=body.strip() + "\n",
                attachments=list(attachments),
                created_at=now,
                next_attempt_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    soon("fortbildung.shared.tasks.deliver_due_mails")


def deliver_due(*, now: datetime) -> int:
    """Deliver every mail that is due; how many went out. Safe to run twice at once.

    A server that is away counts against no mail: they all wait until it is back.
    """
    sent = 0
    if not OutgoingMail.objects.due(now).exists():
        return sent
    try:
        with get_connection() as server:
            while (outcome := _deliver_next(server, now)) is not None:
                sent += outcome
                if not outcome:  # it may have hung up
                    server.close()
                    server.open()
    except OSError as error:  # smtplib's errors are OSErrors
        log.warning("The mail server is away; the beat will try again: %s", error)
    return sent


@transaction.atomic
def _deliver_next(server, now):
    """Try the next mail due: True when sent, False when put off, None when none is left."""
    mail = OutgoingMail.objects.due(now).select_for_update(skip_locked=True).order_by("pk").first()
    if mail is None:
        return None
    try:
        server.send_messages([_message(mail)])
    except Exception as error:
        log.exception("Mail %s was not sent.", mail.key)  # and must not stop those behind it
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
    # The same at every attempt: should one be sent and not noted, mailboxes know the twin.
    host = urlsplit(settings.SITE_URL).hostname
    message.extra_headers["Message-ID"] = f"<mail-{mail.pk}@{host}>"
    for attachment in mail.attachments:
        message.attach(_part(**attachment))
    return message


def _part(*, name, content, mimetype):
    """The attachment with the parameters of its type; Django's own `attach` muddles them."""
    described = Message()
    described["Content-Type"] = mimetype
    part = MIMEBase(described.get_content_maintype(), described.get_content_subtype())
    for parameter, value in described.get_params()[1:]:
        part.set_param(parameter, value)
    part.set_payload(content.encode())
    encode_base64(part)  # keeps the line ends as they are
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def _shortened(subject):
    return subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1] + "…"
