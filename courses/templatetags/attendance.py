"""Attendance in words."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def in_words(facts):
    """How somebody attended a session, from what is stored: “present, 10 min late”."""
    if not facts:
        return "–"
    return ", ".join(_words(facts)) + (f" – {facts['note']}" if facts["note"] else "")


def _words(facts):
    if not facts["minutes"]:
        yield _("excused") if facts["excused"] else _("not there")
        return
    yield _("present")
    said = {
        "late": _("%(minutes)s min late"),
        "early": _("left %(minutes)s min early"),
        "away": _("%(minutes)s min away in between"),
    }
    for name, text in said.items():
        if facts[name]:
            yield text % {"minutes": facts[name]}
