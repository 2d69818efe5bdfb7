"""Why a message cannot go out like that."""

from pathlib import PurePath

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from courses.rules.placeholders import PLACEHOLDERS
from courses.states import MessageState


def reasons_against_files(*, names, size):
    """`size` is that of all together, in bytes: larger mails do not arrive everywhere."""
    allowed = settings.MESSAGE_FILES["extensions"]
    for name in names:
        if PurePath(name).suffix.lower().lstrip(".") not in allowed:
            facts = {"name": name, "kinds": ", ".join(allowed)}
            yield _("“%(name)s” cannot be attached. Possible are: %(kinds)s.") % facts
    most = settings.MESSAGE_FILES["bytes"]
    if size > most:
        facts = {"size": filesizeformat(size), "most": filesizeformat(most)}
        yield (
            _(
                "The attachments have %(size)s together; mailboxes take %(most)s at most. Put "
                "large files where people can download them, and send the link."
            )
            % facts
        )


def reasons_of_missing_facts(missing):
    """`missing` are placeholders that are empty for somebody."""
    for name in missing:
        facts = {"name": name, "meaning": PLACEHOLDERS[name]}
        yield (
            _(
                "“{%(name)s}” (%(meaning)s) is empty for somebody who would get this message. "
                "Take it out, or add the fact to the seminar."
            )
            % facts
        )


def reasons_not_to_change_message(*, message):
    if message.state != MessageState.DRAFT:
        yield _("This message has been sent already. Write a new one.")
