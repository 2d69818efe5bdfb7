"""English words stand beside the German ones, field by field: `title` and `title_en`.

What nobody has written in English is said in German, and the page marks it as German.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import get_language

ENGLISH, GERMAN = "en", "de"


class Said(NamedTuple):
    """Words, and the language they are in."""

    text: object
    lang: str

    def __str__(self):
        return str(self.text)


def said(words, name):
    """What is said in that field to whoever reads it now; `words` have it, or map it."""
    if get_language() == ENGLISH and (text := _field(words, f"{name}_en")):
        return Said(text, ENGLISH)
    return Said(_field(words, name), GERMAN)


def _field(words, name):
    return words.get(name) if isinstance(words, Mapping) else getattr(words, name)
