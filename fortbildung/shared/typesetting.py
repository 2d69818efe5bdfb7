"""Facts to paper: Typst templates, the project's only font, archival and accessible at once."""

from functools import cache
from threading import Lock

import typst

from fortbildung.shared.letters import FONT_FOLDER, plain, printable_letters
from fortbildung.shared.pdf_streams import with_clear_ends

STANDARDS = ["a-3a", "ua-1"]
SCREEN = 110  # dots per inch
# One compiler per template and process; it does not serve two threads at once.
_one_at_a_time = Lock()


@cache
def _compiler(template):
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )
    return typst.Compiler(str(template), root=str(template.parent), font_paths=fonts)


def typeset(template, inputs, *, at):
    """The template filled with `inputs` (texts by name) as PDF of the moment `at`.

    The same inputs give the same bytes on every machine.
    """
    with _one_at_a_time:
        paper = _compiler(template).compile(
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=int(at.timestamp()),
            sys_inputs=inputs,
        )
    return with_clear_ends(paper)


def pictured(template, inputs, *, at):
    """The first page of the same as PNG, for a look at the screen."""
    with _one_at_a_time:
        pages = _compiler(template).compile(
            format="png", ppi=SCREEN, timestamp=int(at.timestamp()), sys_inputs=inputs
        )
    return pages[0] if isinstance(pages, list) else pages


def settable(text):
    """`text` on one line, with a question mark for each letter the font does not have."""
    known = printable_letters()
    return "".join(letter if ord(letter) in known else "?" for letter in plain(text))


def all_settable(fact, but=()):
    """The same for every text in lists and dicts, except under the names in `but`."""
    if isinstance(fact, dict):
        return {key: part if key in but else all_settable(part, but) for key, part in fact.items()}
    if isinstance(fact, list | tuple):
        return [all_settable(part, but) for part in fact]
    return settable(fact) if isinstance(fact, str) else fact
