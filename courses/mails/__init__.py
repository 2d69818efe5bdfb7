"""What people are told. `tell…` notes what is owed, in the transaction of the fact; `render…` is
called by the worker and writes the letter from keys and frozen facts, or returns None when there
is nothing to say any more.
"""

from courses.mails.approvals import ask_to_approve
from courses.mails.changes import tell_of_change
from courses.mails.dates import tell_of_date
from courses.mails.events import tell, tell_all
from courses.mails.fate import remind_to_decide, tell_of_guarantee
from courses.mails.feedback import remind_of_feedback
from courses.mails.letters import about, about_any
from courses.mails.messages import key_of_message, letter_of, missing_facts, tell_message
from courses.mails.reminders import remind_of_offer, remind_of_seminar, send_digest
from courses.mails.searches import tell_of_hits

__all__ = [
    "about",
    "about_any",
    "ask_to_approve",
    "key_of_message",
    "letter_of",
    "missing_facts",
    "remind_of_feedback",
    "remind_of_offer",
    "remind_of_seminar",
    "remind_to_decide",
    "send_digest",
    "tell",
    "tell_all",
    "tell_message",
    "tell_of_change",
    "tell_of_date",
    "tell_of_guarantee",
    "tell_of_hits",
]
