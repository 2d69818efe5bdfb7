"""The worker's side of the outbox: write what is due, send it, put off what did not go.

Letters of one kind are written some at a time, each mail is then sent and noted in a short
transaction of its own. A worker that is killed loses none, and at most the one it was sending is
sent twice, with the same Message-ID.
"""

import logging
from datetime import datetime, timedelta
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from itertools import groupby, islice
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import storages
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Max, Min
from django.utils import translation
from django.utils.module_loading import import_string

from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.sql import update
from fortbildung.shared.trips import run
from fortbildung.shared.work import soon

log = logging.getLogger(__name__)

GIVE_UP_AFTER = 14  # attempts, which is about two days
LONGEST_PAUSE = timedelta(hours=6)
CHANGES = (
    *("subject", "body", "attachments", "written_at", "dropped_at", "sent_at"),
    *("attempts", "last_error", "next_attempt_at", "gave_up_at"),
)
AT_ONCE = 25  # are looked up and written together; each is then locked and sent alone
FOR_THOSE_THAT_CAN_WAIT = 5  # one place in so many, however many others there are
AT_A_TIME = 500  # then other work has its turn
A_PAUSE = timedelta(seconds=0.2)  # so long nothing new: who books has got their answer
LONGEST_RUSH = timedelta(seconds=2)  # then letters go out beside it
# Nobody has settled, put off or started it anew since it was looked up.
HOLD = """
    SELECT 1 FROM shared_outgoingmail
    WHERE id = %s AND attempts = %s AND next_attempt_at = %s
        AND sent_at IS NULL AND gave_up_at IS NULL AND dropped_at IS NULL
    FOR UPDATE SKIP LOCKED
"""


def is_rush(*, now: datetime) -> bool:
    """Whether mails come in one after the other: whoever books then needs the processor first."""
    moments = OutgoingMail.objects.due(now).aggregate(
        first=Min("next_attempt_at"), last=Max("next_attempt_at")
    )
    if moments["first"] is None:
        return False
    return now - moments["last"] < A_PAUSE and now - moments["first"] < LONGEST_RUSH


def deliver_due(*, most: int | None = None, now: datetime) -> int:
    """Deliver every mail that is due; how many went out. Safe to run twice at once.

    After so many as are the `most`, the task is called for the rest. A server that is away counts
    against no mail: they all wait until it is back.
    """
    sent = taken = 0
    if not OutgoingMail.objects.due(now).exists():
        return sent
    try:
        with get_connection() as server:
            for mail, letters in islice(_due(now), most):
                taken += 1
                outcome = _deliver(mail, letters, server, now)
                sent += outcome is True
                if outcome is False:  # it may have hung up
                    server.close()
                    server.open()
        if taken == most:
            soon("fortbildung.shared.tasks.deliver_due_mails")
    except OSError as error:  # smtplib's errors are OSErrors
        log.warning("The mail server is away; the beat will try again: %s", error)
    return sent


def _due(now):
    """The mails due, in their order, with the letters at hand by their keys.

    What is put off meanwhile does not come again.
    """
    rows, last = OutgoingMail.objects.due(now).order_by("pk"), {False: 0, True: 0}
    while batch := _next(rows, last):
        letters = _written_together([mail for mail in batch if mail.is_to_be_written])
        for mail in batch:
            yield mail, letters
            last[mail.can_wait] = mail.pk


def _next(rows, last):
    """Letters people wait for first, whenever they came; some that can wait go with them."""
    prompt = rows.filter(can_wait=False, pk__gt=last[False])
    prompt = list(prompt[: AT_ONCE - AT_ONCE // FOR_THOSE_THAT_CAN_WAIT])
    rest = rows.filter(can_wait=True, pk__gt=last[True])
    return prompt + list(rest[: AT_ONCE - len(prompt)])


def _written_together(mails):
    """The letters of those whose renderer can write many at once, by the keys of the mails."""
    letters, languages = {}, _languages(mails)

    def alike(mail):
        return mail.renderer, languages[mail.pk]

    for (path, language), group in groupby(sorted(mails, key=alike), key=alike):
        arguments = {mail.pk: mail.arguments for mail in group}
        try:
            if many := getattr(import_string(path), "many", None):
                with translation.override(language):
                    letters |= zip(arguments, many(list(arguments.values())), strict=True)
        except Exception:  # each will be tried by itself
            log.exception("Some mails of %s were not written together.", path)
    return letters


def _languages(mails):
    """What each reader has chosen to read, by the keys of the mails; the house's language else."""
    people = get_user_model().objects.filter(email__in={mail.to for mail in mails})
    chosen = dict(people.exclude(language="").values_list("email", "language"))
    return {mail.pk: chosen.get(mail.to, settings.LANGUAGE_CODE) for mail in mails}


def _deliver(mail, letters, server, now):
    """True when sent, False when the server refused, None when there was nothing to send."""
    try:
        with transaction.atomic():
            return _hold(mail) and _write_and_send(mail, letters, server, now)
    except Exception as error:  # one in a text must not stop those behind it
        log.exception("Mail %s was not written.", mail.key)
        with transaction.atomic():
            mail.refresh_from_db()
            if _hold(mail):
                _put_off(mail, error, now)
        return None


def _write_and_send(mail, letters, server, now):
    """In one transaction: whatever is tried again keeps the text it was first tried with."""
    if mail.is_to_be_written:
        _take(mail, letters[mail.pk] if mail.pk in letters else _letter(mail), now)
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
    _take(mail, _letter(mail), now)
    _save(mail)


def _letter(mail):
    with translation.override(_languages([mail])[mail.pk]):
        return import_string(mail.renderer)(**mail.arguments)


def _take(mail, letter, now):
    if letter is None:
        mail.dropped_at = now
        return
    mail.subject, mail.body, mail.attachments = letter.subject, letter.body, letter.attachments
    mail.written_at = now


def _save(mail):
    update(mail, CHANGES)


def _hold(mail):
    """Whether the mail is as it was, now locked until the transaction ends; no other worker's."""
    return bool(run(HOLD, mail.pk, mail.attempts, mail.next_attempt_at))


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
