"""Pages in English: editors write the words beside the German ones, field by field.

Facts (titles of courses, places, topics) stay as they are; what nobody has written in English is
shown in German and marked as such.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

ENGLISH, GERMAN = "en", "de"


class Said(NamedTuple):
    """Words, and the language they are in."""

    text: object
    lang: str


def said(words, name):
    """What a page, or a block of one, says in that field to whoever reads it now."""
    if get_language() == ENGLISH and (text := _field(words, f"{name}_en")):
        return Said(text, ENGLISH)
    return Said(_field(words, name), GERMAN)


def _field(words, name):
    return words.get(name) if isinstance(words, Mapping) else getattr(words, name)


def english_panel(*names):
    """The place of the English words in the editor, folded until somebody wants it."""
    return MultiFieldPanel(
        [FieldPanel(f"{name}_en") for name in names],
        heading=_("The same in English"),
        help_text=_("Whatever is left empty is shown in German."),
        classname="collapsed",
    )
