"""The worker's side of the outbox: write what is due, send it, put off what did not go.

Each mail is written and sent in a short transaction of its own. A worker that is killed loses
none, and at most the one it was sending is sent twice, with the same Message-ID.
"""

import logging
from datetime import datetime, timedelta
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import storages
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import translation
from django.utils.module_loading import import_string

from fortbildung.shared.models import OutgoingMail

log = logging.getLogger(__name__)

GIVE_UP_AFTER = 14  # attempts, which is about two days
LONGEST_PAUSE = timedelta(hours=6)
CHANGES = ["subject", "body", "attachments", "written_at", "dropped_at", "sent_at"]
CHANGES += ["attempts", "last_error", "next_attempt_at", "gave_up_at"]
AT_ONCE = 100  # are looked up together; each is then locked alone


def deliver_due(*, now: datetime) -> int:
    """Deliver every mail that is due; how many went out. Safe to run twice at once.

    A server that is away counts against no mail: they all wait until it is back.
    """
    sent = 0
    if not OutgoingMail.objects.due(now).exists():
        return sent
    try:
        with get_connection() as server:
            for mail in _due(now):
                outcome = _deliver(mail, server, now)
                sent += outcome is True
                if outcome is False:  # it may have hung up
                    server.close()
                    server.open()
    except OSError as error:  # smtplib's errors are OSErrors
        log.warning("The mail server is away; the beat will try again: %s", error)
    return sent


def _due(now):
    """The mails due, in their order; what is put off meanwhile does not come again."""
    rows, last = OutgoingMail.objects.due(now).order_by("pk").defer("body", "attachments"), 0
    while batch := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from batch
        last = batch[-1].pk


def _deliver(mail, server, now):
    """True when sent, False when the server refused, None when there was nothing to send."""
    try:
        with transaction.atomic():
            held = _hold(mail.pk, now)
            return held and _write_and_send(held, server, now)
    except Exception as error:  # one in a text must not stop those behind it
        log.exception("Mail %s was not written.", mail.key)
        with transaction.atomic():
            if held := _hold(mail.pk, now):
                _put_off(held, error, now)
        return None


def _write_and_send(mail, server, now):
    """In one transaction: whatever is tried again keeps the text it was first tried with."""
    if mail.is_to_be_written:
        _compose(mail, now)
    if mail.dropped_at:
        _save(mail)
        return None
    try:
        server.send_messages([_message(mail)])
    except Exception as error:
        log.exception("Mail %s was not sent.", mail.key)  # and must not stop those behind it
        _put_off(mail, error, now)
        return False
    mail.sent_at = now
    mail.attempts += 1
    _save(mail)
    return True


def write(mail: OutgoingMail, *, now: datetime) -> None:
    """Have the mail's renderer write it; drop it when there is nothing to say any more. Saves."""
    _compose(mail, now)
    _save(mail)


def _compose(mail, now):
    with translation.override(settings.LANGUAGE_CODE):
        letter = import_string(mail.renderer)(**mail.arguments)
    if letter is None:
        mail.dropped_at = now
        return
    mail.subject, mail.body, mail.attachments = letter.subject, letter.body, letter.attachments
    mail.written_at = now


def _save(mail):
    mail.save(update_fields=CHANGES)


def _hold(pk, now):
    """The mail, locked until the transaction ends; None when another worker has or had it."""
    due = OutgoingMail.objects.due(now).filter(pk=pk)
    return due.select_for_update(skip_locked=True).first()


def _put_off(mail, error, now):
    mail.attempts += 1
    mail.last_error = str(error)
    mail.next_attempt_at = now + min(timedelta(minutes=2) * 2**mail.attempts, LONGEST_PAUSE)
    if mail.attempts >= GIVE_UP_AFTER:
        mail.gave_up_at = now
        log.error("Gave up on mail %s: %s", mail.key, error)
    _save(mail)


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


def _part(*, name, mimetype, content="", stored=""):
    """The attachment with the parameters of its type; Django's own `attach` muddles them."""
    described = Message()
    described["Content-Type"] = mimetype
    part = MIMEBase(described.get_content_maintype(), described.get_content_subtype())
    for parameter, value in described.get_params()[1:]:
        part.set_param(parameter, value)
    part.set_payload(_stored(stored) if stored else content.encode())
    encode_base64(part)  # keeps the line ends as they are
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def _stored(name):
    with storages["private"].open(name) as file:
        return file.read()
