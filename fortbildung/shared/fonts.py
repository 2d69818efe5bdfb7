"""The letters pages need, cut out of KERN's fonts when static files are collected.

Each of KERN's files has all of Cyrillic and Greek, small capitals and more: the four weights of a
page would be half a megabyte. What is cut off is fetched only by pages that show such letters.
"""

import logging
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from fontTools import subset

FOLDER = "fonts"
# Which of KERN's files stands for which style and weights; two are enough for what is bold.
FACES = {
    "Regular": ("normal", "100 400"),
    "Italic": ("italic", "100 900"),
    "Medium": ("normal", "500"),
    "SemiBold": ("normal", "600 900"),
}
# Letters of Europe's languages written in Latin ones, of Vietnamese, and the signs of our texts.
EUROPE = [(0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2C6, 0x2DD)]
VIETNAM = [(0x1A0, 0x1B0), (0x1EA0, 0x1EF9)]
SIGNS = [(0x2010, 0x2027), (0x202F, 0x203A), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2265)]
KEPT = sorted([*EUROPE, *VIETNAM, *SIGNS])
LAST = 0xFFFF
FACE = """@font-face {{
  font-family: "Fira Sans";
  font-style: {style};
  font-weight: {weight};
  font-display: swap;
  src: url("{file}") format("woff2");
  unicode-range: {letters};
}}
"""


class FontsFinder(BaseFinder):
    """Finds `fonts/fira.css` and what it names, made from KERN's files where there are any."""

    def __init__(self, app_names=None, *args, **kwargs):  # noqa: ARG002 – Django's signature
        self.folder = settings.VAR_DIR / FOLDER
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = FOLDER

    def check(self, **kwargs):  # noqa: ARG002 – Django's signature
        return []

    def list(self, ignore_patterns):  # noqa: ARG002 – Django's signature
        for name in make(self.folder):
            yield name, self.storage

    def find(self, path, find_all=False, **kwargs):  # noqa: ARG002, FBT002 – Django's signature
        folder, _, name = path.partition("/")
        found = folder == FOLDER and name in make(self.folder)
        place = str(self.folder / name) if found else ""
        return ([place] if place else []) if find_all else place


def make(folder):
    """The names of the files in `folder`, made anew where KERN's are newer."""
    source = Path(settings.KERN_DIR) / "fonts" / "fira-sans"
    if not source.is_dir():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        made, original = folder / f"{face}.woff2", source / f"FiraSans-{face}.woff2"
        if not made.exists() or made.stat().st_mtime < original.stat().st_mtime:
            _whole(made, partial(cut, original))
    css = folder / "fira.css"
    if not css.exists() or css.read_text(encoding="utf-8") != styles():
        _whole(css, lambda part: part.write_text(styles(), encoding="utf-8"))
    return ["fira.css", *(f"{face}.woff2" for face in FACES)]


def _whole(path, write):
    """Nobody who looks meanwhile finds half a file."""
    with TemporaryDirectory(dir=path.parent) as folder:
        part = Path(folder) / path.name
        write(part)
        part.replace(path)


def cut(original, made):
    """Write the font with the letters that are kept, and what sets them well."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it doubts the age of KERN's tables
    options = subset.Options(flavor="woff2")
    options.layout_features = ["kern", "liga", "locl", "tnum"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[each for first, last in KEPT for each in range(first, last + 1)])
    with subset.load_font(original, options) as font:
        cutter.subset(font)
        subset.save_font(font, made, options)


def styles():
    faces = []
    for name, (style, weight) in FACES.items():
        original = f"../kern/fonts/fira-sans/FiraSans-{name}.woff2"
        for file, letters in ((f"{name}.woff2", KEPT), (original, others())):
            face = {"style": style, "weight": weight, "file": file, "letters": in_css(letters)}
            faces.append(FACE.format(**face))
    return "".join(faces)


def others():
    """What lies between the letters that are kept, and after them."""
    ends = [last + 1 for _first, last in KEPT]
    begins = [first - 1 for first, _last in KEPT[1:]] + [LAST]
    return [pair for pair in zip(ends, begins, strict=True) if pair[0] <= pair[1]]


def in_css(letters):
    return ", ".join(f"U+{first:X}-{last:X}" for first, last in letters)
