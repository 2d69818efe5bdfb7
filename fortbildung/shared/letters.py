"""Which letters a name may have: those the certificate's font can print.

Noto Sans covers DIN 91379, the letters German authorities must accept, and Greek and Cyrillic.
A letter outside the font would stop the certificate years later, so it is refused at input.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fontTools.ttLib import TTFont

FONT_FOLDER = Path(str(files("fontpkg_noto_sans"))) / "files"


@cache
def printable_letters():
    """Code points the certificate's font has."""
    (font,) = [path for path in FONT_FOLDER.glob("*.ttf") if "Italic" not in path.name]
    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def unprintable(text):
    """The characters of `text` that no certificate could show, each once, in order."""
    return [
        letter
        for letter in dict.fromkeys(unicodedata.normalize("NFC", text))
        if ord(letter) not in printable_letters() or unicodedata.category(letter).startswith("C")
    ]


def validate_printable(text):
    """Refuse a name that no certificate could show, naming the characters."""
    if letters := unprintable(text):
        raise ValidationError(
            _("These characters cannot be printed on a certificate: %(letters)s"),
            params={"letters": " ".join(letters)},
            code="unprintable",
        )
