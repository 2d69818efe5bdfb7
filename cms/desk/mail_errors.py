"""Why a mail did not arrive, for people who know no mail servers."""

import re

from django.utils.translation import gettext as _

# The answer of a mail server: its code, and in most cases a finer one.
ANSWER = re.compile(r"\((?P<code>[245]\d\d), b?['\"](?P<fine>[245]\.\d{1,3}\.\d{1,3})?")
FULL, UNKNOWN = {"452", "552"}, {"550", "551", "553"}


def in_plain_words(mail):
    """What stood in the way at the last attempt, and what helps."""
    if mail.is_to_be_written:
        return _("The text could not be written. Tell whoever runs this system.")
    answer = ANSWER.search(mail.last_error)
    if answer is None:
        return _("The connection to the mail server broke off.")
    return _said(answer["code"], (answer["fine"] or "")[1:])


def _said(code, fine):
    if fine.startswith(".2.2") or (not fine and code in FULL):
        return _("The mailbox is full.")
    if fine.startswith(".1.") or (not fine and code in UNKNOWN):
        return _("There is no such address. Ask the person for the right one.")
    if code.startswith("4"):
        return _("The recipient’s mail server does not take it at the moment.")
    return _("The recipient’s mail server refused it.")
