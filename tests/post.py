"""Letters as people get them: the worker's writing done at once, and loudly where it fails."""

from fortbildung.shared import delivery
from fortbildung.shared.models import OutgoingMail


def letters(**which):
    """The mails that were owed, in their order and written; without those dropped."""
    mails = OutgoingMail.objects.order_by("pk")
    for mail in mails:
        if mail.is_to_be_written and mail.dropped_at is None:
            delivery.write(mail, now=mail.created_at)
    return list(mails.filter(dropped_at=None, **which))


def letter(**which):
    (found,) = letters(**which)
    return found
