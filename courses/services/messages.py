"""What offices write to the people of their seminars: drafted, looked at, sent in the worker."""

import mimetypes
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from courses import mails
from courses.models import (
    Enrolment,
    Message,
    MessageAttachment,
    MessageRecipient,
    MessageTemplate,
    Seminar,
)
from courses.rules import (
    reasons_against_files,
    reasons_against_text,
    reasons_not_to_change_message,
    reasons_of_missing_facts,
)
from courses.services.hats import works_for_office_of
from courses.states import AUDIENCES, Audience, MessageState, SeminarState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from fortbildung.shared.work import soon
from organisations.models import CentralOffice, User

AT_ONCE = 100  # mails are noted in one transaction
DRAFTS_ARE_KEPT = timedelta(days=7)
# A mail that is tried again needs its attachments; then its text is erased.
FILES_ARE_KEPT = settings.MAIL_RETENTION + timedelta(days=7)


@transacted
def save_template(*, template: MessageTemplate, by: User) -> MessageTemplate:
    """Keep a template of the office; its placeholders must be known."""
    if not CentralOffice.objects.staffed_by(by).filter(pk=template.central_office_id).exists():
        raise PermissionDenied
    refuse(reasons_against_text(template.subject, template.body))
    template.full_clean()
    template.save()
    return template


def reachable(seminar: Seminar) -> QuerySet[Enrolment]:
    """Everybody of the seminar who can be written to."""
    return seminar.enrolments.live().of_people()


@transacted
def draft(
    *,
    message: Message,
    people: Iterable[Enrolment] = (),
    files: Iterable[UploadedFile] = (),
    without: Iterable[MessageAttachment] = (),
    by: User,
    now: datetime,
) -> Message:
    """Keep a new or changed draft with its recipients and files; nobody gets anything yet.

    `people` are single ones beside the message's audiences; `without` are files to take off.
    """
    if not works_for_office_of(by, message.seminar):
        raise PermissionDenied
    if message.pk:
        stored = Message.objects.select_for_update().get(pk=message.pk)
        refuse(reasons_not_to_change_message(message=stored))
    refuse(reasons_against_text(message.subject, message.body))
    message.by, message.created_at = by, now
    message.save()
    _address(message, {enrolment.pk for enrolment in people})
    recipients = [r.enrolment for r in recipients_in_full(message)]
    if not recipients:
        raise Refused(_("Nobody would get this message. Choose a list with people, or persons."))
    refuse(reasons_of_missing_facts(mails.missing_facts(message, recipients)))
    take_off(message.attachments.filter(pk__in=[file.pk for file in without]))
    _attach(message, list(files))
    return message


def recipients_in_full(message: Message) -> QuerySet[MessageRecipient]:
    """Who gets the message, by name, with all that letters say about them."""
    seminar = ("course", "central_office")
    related = ["enrolment__person", *(f"enrolment__seminar__{name}" for name in seminar)]
    rows = message.recipients.select_related(*related)
    rows = rows.prefetch_related("enrolment__seminar__sessions")
    return rows.order_by("enrolment__person__last_name", "enrolment__person__first_name", "pk")


@transacted
def send(*, message: Message, by: User, now: datetime) -> Message:
    """Send a draft, or hold it back until the seminar is guaranteed. Twice is once."""
    seminar = Seminar.objects.select_for_update(no_key=True).get(pk=message.seminar_id)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not works_for_office_of(by, seminar):
        raise PermissionDenied
    if message.state != MessageState.DRAFT:
        return message
    message.by = by
    if message.until_guaranteed and seminar.state == SeminarState.OPEN:
        message.state = MessageState.HELD_BACK
        message.save(update_fields=["state", "by"])
    else:
        _begin(message, now)
    return message


@transacted
def discard(*, message: Message, by: User) -> None:
    """Throw a draft away, or drop what is held back."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not works_for_office_of(by, message.seminar):
        raise PermissionDenied
    if message.state == MessageState.DRAFT:
        take_off(message.attachments.all())
        message.delete()
    elif message.state == MessageState.HELD_BACK:
        Message.objects.filter(pk=message.pk).update(state=MessageState.DROPPED)


def release_held_back(seminar: Seminar, *, now: datetime) -> int:
    """The seminar is guaranteed: send what waited for it, to whoever is on its lists now."""
    held = seminar.messages.select_for_update().filter(state=MessageState.HELD_BACK)
    for message in (waiting := list(held.order_by("pk"))):
        chosen = set(message.recipients.filter(chosen=True).values_list("enrolment", flat=True))
        _address(message, chosen)
        _begin(message, now)
    return len(waiting)


def drop_held_back(seminar: Seminar) -> int:
    """The seminar is called off or over: what waited for it is not sent any more."""
    held = seminar.messages.filter(state=MessageState.HELD_BACK)
    return held.update(state=MessageState.DROPPED)


def send_due(*, now: datetime) -> int:
    """Note the mails of every message that is being sent; how many. Safe to run twice at once.

    A worker that is stopped goes on where it was: each batch is a transaction of its own.
    """
    noted = 0
    due = Message.objects.filter(state=MessageState.SENDING)
    for pk in list(due.order_by("sent_at", "pk").values_list("pk", flat=True)):
        while batch := _note_some(pk, now=now):
            noted += batch
    return noted


@transacted
def _note_some(pk: int, *, now: datetime) -> int:
    sending = Message.objects.filter(pk=pk, state=MessageState.SENDING)
    message = sending.select_for_update(skip_locked=True).first()
    if message is None:
        return 0
    rows = message.recipients.filter(noted_at=None).select_related("enrolment__person")
    batch = list(rows.order_by("pk")[:AT_ONCE])
    mails.tell_message(message, batch, now=now)
    message.recipients.filter(pk__in=[row.pk for row in batch]).update(noted_at=now)
    if len(batch) < AT_ONCE:
        message.state = MessageState.SENT
        message.save(update_fields=["state"])
    return len(batch)


def erase_old(*, now: datetime) -> int:
    """Erase forgotten drafts, and the files of what was sent long ago; how many of both."""
    drafts = Message.objects.filter(state=MessageState.DRAFT, created_at__lte=now - DRAFTS_ARE_KEPT)
    settled = Q(message__sent_at__lte=now - FILES_ARE_KEPT) | Q(
        message__state=MessageState.DROPPED, message__created_at__lte=now - FILES_ARE_KEPT
    )
    with transaction.atomic():
        files = take_off(MessageAttachment.objects.filter(settled | Q(message__in=drafts)))
        forgotten = drafts.count()
        drafts.delete()
    return files + forgotten


def take_off(attachments: QuerySet[MessageAttachment]) -> int:
    """Delete files and their rows; the files once that is certain."""
    gone = list(attachments)
    attachments.model.objects.filter(pk__in=[one.pk for one in gone]).delete()
    for one in gone:
        transaction.on_commit(lambda file=one.file: file.storage.delete(file.name))
    return len(gone)


def _begin(message, now):
    message.state, message.sent_at = MessageState.SENDING, now
    message.save(update_fields=["state", "sent_at", "by"])
    soon("courses.tasks.send_messages")


def _attach(message, files):
    kept = sum(message.attachments.values_list("size", flat=True))
    size = kept + sum(file.size for file in files)
    refuse(reasons_against_files(names=[file.name for file in files], size=size))
    for file in files:
        kind, _encoding = mimetypes.guess_type(file.name)
        MessageAttachment.objects.create(
            message=message,
            name=file.name[-120:],
            file=file,
            size=file.size,
            mimetype=kind or "application/octet-stream",
        )


def _address(message, chosen):
    """Who gets it as things are now: the audiences' people and those chosen one by one."""
    states = [state for value in message.audiences for state in AUDIENCES[Audience(value)]]
    meant = reachable(message.seminar).filter(Q(state__in=states) | Q(pk__in=chosen))
    message.recipients.all().delete()
    MessageRecipient.objects.bulk_create(
        MessageRecipient(message=message, enrolment_id=pk, chosen=pk in chosen)
        for pk in meant.order_by("pk").values_list("pk", flat=True)
    )
