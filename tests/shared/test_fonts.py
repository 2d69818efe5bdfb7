"""Fonts hold what pages need, and little more."""

from django.conf import settings
from fontTools.ttLib import TTFont

from fortbildung.shared.fonts import KEPT, cut, others

ORIGINAL = settings.KERN_DIR / "fonts" / "fira-sans" / "FiraSans-Regular.woff2"


def test_a_cut_font_has_the_letters_of_names_and_is_small(tmp_path):
    cut(ORIGINAL, tmp_path / "Regular.woff2")
    with TTFont(tmp_path / "Regular.woff2") as font:
        letters = font.getBestCmap()
    assert not set("Straße „Şahin Łoś Nguyễn Țepeș“ → 12 € – §") - set(map(chr, letters))
    assert (tmp_path / "Regular.woff2").stat().st_size < 30_000


def test_every_letter_is_in_one_of_the_two_files():
    ranges = sorted([*KEPT, *others()])
    assert [last + 1 for _first, last in ranges[:-1]] == [first for first, _last in ranges[1:]]
