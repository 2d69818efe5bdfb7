"""The drawing in the documentation shows the states as they are."""

import re

from django.conf import settings

from courses.states import MOVES, SEMINAR_MOVES


def drawn(heading):
    text = (settings.BASE_DIR / "docs" / "states.md").read_text(encoding="utf-8")
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^ +(\w+) --> (\w+)$", section, re.MULTILINE))


def coded(moves):
    return {(before.value, after.value) for before, afters in moves.items() for after in afters}


def test_the_drawings_show_every_move_and_no_other():
    assert (drawn("Enrolment"), drawn("Seminar")) == (coded(MOVES), coded(SEMINAR_MOVES))
