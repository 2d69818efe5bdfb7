"""Reasons why a certificate cannot be made, for whoever can mend them."""

from django.utils.translation import gettext as _

from certificates.facts import texts
from fortbildung.shared.letters import spelled_out, unprintable


def reasons_not_to_print(facts):
    """Every text of the facts that the paper's font cannot show, with the characters."""
    for text in dict.fromkeys(texts(facts)):
        if letters := unprintable(text):
            yield _("“%(text)s” cannot be printed because of %(letters)s.") % {
                "text": text,
                "letters": spelled_out(letters),
            }
