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


def plain(text):
    """`text` as it is set on paper: composed, on one line, without invisible characters.

    Word processors leave soft hyphens and zero-width marks behind; they carry no meaning here.
    """
    composed = unicodedata.normalize("NFC", text)
    visible = (letter for letter in composed if unicodedata.category(letter) != "Cf")
    return " ".join("".join(visible).split())


def unprintable(text):
    """The characters of `text` that no certificate could show, each once, in order."""
    return [
        letter
        for letter in dict.fromkeys(unicodedata.normalize("NFC", text))
        if ord(letter) not in printable_letters() or unicodedata.category(letter).startswith("C")
    ]


def spelled_out(letters):
    """Characters for a message to people: as they are, with their code because many look empty."""
    return ", ".join(_spelled(letter) for letter in letters)


def _spelled(letter):
    code = f"U+{ord(letter):04X}"
    return f"{letter} ({code})" if unicodedata.category(letter)[0] in "LNPS" else code


def validate_printable(text):
    """Refuse a name that no certificate could show, naming the characters."""
    if not plain(text):
        raise ValidationError(_("This is empty: it consists of spaces only."), code="blank")
    if letters := unprintable(text):
        raise ValidationError(
            _("These characters cannot be printed on a certificate: %(letters)s"),
            params={"letters": spelled_out(letters)},
            code="unprintable",
        )
