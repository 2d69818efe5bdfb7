"""What was sent to whom, and what became of it: per seminar, per message, per person."""

from collections.abc import Iterable

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from courses.models import Enrolment, Message, MessageRecipient, Seminar
from courses.states import MessageState
from fortbildung.shared.models import OutgoingMail

COUNTED = ["all", "noted", "delivered", "failed", "gave_up", "tried_again", "dropped", "open"]


def with_fate(recipients: QuerySet[MessageRecipient]) -> QuerySet[MessageRecipient]:
    """Annotate `delivered`, `failed` (tried in vain), `gave_up` and `dropped` (had left by then).

    What was given up has failed, too.
    """
    key = Concat(
        Value("message-"),
        Cast("message_id", CharField()),
        Value("-"),
        Cast("enrolment_id", CharField()),
    )
    mails = OutgoingMail.objects.filter(key=OuterRef("key"))
    return recipients.annotate(key=key).annotate(
        delivered=Exists(mails.exclude(sent_at=None)),
        failed=Exists(mails.filter(sent_at=None, dropped_at=None, attempts__gt=0)),
        gave_up=Exists(mails.exclude(gave_up_at=None)),
        dropped=Exists(mails.exclude(dropped_at=None)),
    )


def counted(messages: Iterable[Message]) -> list[Message]:
    """Give each its `counts`: all, noted, delivered, failed and so on; one query for all."""
    messages = list(messages)
    rows = with_fate(MessageRecipient.objects.filter(message__in=messages)).order_by()
    found = rows.values("message").annotate(
        all=Count("pk"),
        noted=Count("noted_at"),
        delivered_=Count("pk", filter=Q(delivered=True)),
        failed_=Count("pk", filter=Q(failed=True)),
        gave_up_=Count("pk", filter=Q(gave_up=True)),
        dropped_=Count("pk", filter=Q(dropped=True)),
    )
    by_message = {row["message"]: row for row in found}
    for message in messages:
        message.counts = _counts(by_message.get(message.pk))
    return messages


def _counts(row):
    if row is None:
        return dict.fromkeys(COUNTED, 0)
    counts = {name.rstrip("_"): number for name, number in row.items() if name != "message"}
    settled = counts["delivered"] + counts["failed"] + counts["dropped"]
    tried_again = counts["failed"] - counts["gave_up"]
    return counts | {"open": counts["all"] - settled, "tried_again": tried_again}


def log_of(seminar: Seminar) -> QuerySet[Message]:
    """Everything written to people of the seminar, the newest first."""
    return seminar.messages.select_related("by").order_by("-pk")


def messages_to(enrolment: Enrolment) -> QuerySet[MessageRecipient]:
    """What this person was sent, with what became of it, the newest first."""
    rows = MessageRecipient.objects.filter(
        enrolment=enrolment, message__state__in=MessageState.under_way()
    )
    return with_fate(rows).select_related("message__by").order_by(F("message").desc())
