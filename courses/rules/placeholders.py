"""The facts a message may name in braces, as the office writes them: {name}, {kurs}, {termine}."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PLACEHOLDERS = {
    "name": gettext_lazy("first and last name"),
    "kurs": gettext_lazy("title of the course"),
    "nummer": gettext_lazy("number of the seminar"),
    "termine": gettext_lazy("all sessions, one a line"),
    "beginn": gettext_lazy("day and time of the first session"),
    "ort": gettext_lazy("place"),
    "online_link": gettext_lazy("link to the online room"),
    "zentralstelle": gettext_lazy("name of the central office"),
    "email": gettext_lazy("e-mail address of the central office"),
    "anmeldeschluss": gettext_lazy("when enrolment closes"),
    "frist": gettext_lazy("until when the person’s seat is held"),
    "anmeldung": gettext_lazy("address of the person’s own enrolment page"),
}
IN_BRACES = re.compile(r"\{([^{}\n]*)\}")


def placeholders_in(text):
    """The names in braces, each once, in their order."""
    return list(dict.fromkeys(found.strip().lower() for found in IN_BRACES.findall(text)))


def reasons_against_text(*texts):
    """What stands in braces and is no placeholder, each with what could stand there."""
    for name in placeholders_in("\n".join(texts)):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
            text = _("“{%(name)s}” is no placeholder. You can use: %(known)s.")
            yield text % {"name": name, "known": known}


def filled(text, facts):
    """The text with `facts` in place of its placeholders; an unknown one stays as it is."""

    def fact(found):
        return str(facts.get(found[1].strip().lower(), found[0]))

    return IN_BRACES.sub(fact, text)
