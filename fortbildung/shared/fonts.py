"""Fira Sans as pages need it: the letters of the languages written here in files of their own.

KERN brings each style with all letters there are, which is four times as much as any page shows.
Others than these still come, from KERN's file, once a page has one of them.
"""

import logging

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage
from fontTools.subset import Options, Subsetter, load_font, save_font

SOURCE = settings.BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist" / "fonts" / "fira-sans"
TARGET = settings.VAR_DIR / "fonts"
SHEET = "fira-sans.css"
FACES = {
    "Regular": (400, "normal"),
    "Italic": (400, "italic"),
    "Medium": (500, "normal"),
    "SemiBold": (600, "normal"),
    "Bold": (700, "normal"),
}
# Latin with the letters of Central Europe and Turkey; dashes, quotation marks, arrows and signs.
OURS = [(0x0, 0x17F), (0x218, 0x21B), (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2122, 0x2122)]
OURS += [(0x2190, 0x2193), (0x2212, 0x2212), (0x2264, 0x2265)]
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "liga", "calt", "tnum", "lnum"]

FACE = """@font-face {{
  font-family: "Fira Sans";
  src: url("{file}") format("woff2");
  font-weight: {weight};
  font-style: {style};
  font-display: swap;
  unicode-range: {letters};
}}
"""


class Fonts(FileSystemFinder):
    """Finds the fonts, and makes them when there are none yet."""

    def __init__(self, *_args, **_kwargs):
        make()
        location = FileSystemStorage(TARGET)
        location.prefix = "fonts"
        self.locations, self.storages = [("fonts", str(TARGET))], {str(TARGET): location}

    def check(self, **_kwargs):
        return []


def make():
    """The sheet comes last: once it is there, all is."""
    if (TARGET / SHEET).exists() or not SOURCE.exists():
        return
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # KERN's files are a bit odd
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in FACES:
        whole = SOURCE / f"FiraSans-{name}.woff2"
        (TARGET / f"{name}-all.woff2").write_bytes(whole.read_bytes())
        cut(whole, TARGET / f"{name}.woff2")
    (TARGET / SHEET).write_text(sheet(), encoding="utf-8")


def cut(whole, part):
    """Write what is ours of the font `whole` to the file `part`."""
    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for start, end in OURS for code in range(start, end + 1)])
    with load_font(whole, options) as font:
        subsetter.subset(font)
        save_font(font, part, options)


def sheet():
    """What a browser reads: of two faces of one style it takes the one that has the letter."""
    faces = []
    for name, (weight, style) in FACES.items():
        for file, span in zip([f"{name}.woff2", f"{name}-all.woff2"], letters(), strict=True):
            facts = {"file": file, "weight": weight, "style": style}
            faces.append(FACE.format(letters=spans(span), **facts))
    return "".join(faces)


def letters():
    """From where to where: those of ours, and all others."""
    rest, start = [], 0
    for first, last in OURS:
        rest += [(start, first - 1)] if first > start else []
        start = last + 1
    return OURS, [*rest, (start, 0x10FFFF)]


def spans(pairs):
    return ", ".join(f"U+{first:X}-{last:X}" for first, last in pairs)
