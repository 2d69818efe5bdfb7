"""Pages arrive quickly on a telephone with a slow connection."""

import gzip

from fontTools.ttLib import TTFont

from fortbildung.shared import fonts


def test_each_style_has_the_letters_written_here_in_a_tenth_of_the_file():
    fonts.make()
    for name in fonts.FACES:
        small, whole = (fonts.TARGET / f"{name}{end}.woff2" for end in ("", "-all"))
        with TTFont(small) as font:
            assert set(map(ord, "AZaz09ÄÖÜäöüßŁukasikçğışčřžőăț„“–…€→")) <= set(font.getBestCmap())
        assert small.stat().st_size * 8 < whole.stat().st_size


def test_no_letter_is_missing_and_none_comes_twice():
    ours, rest = (set(numbers(letters)) for letters in fonts.letters())
    assert not ours & rest
    assert ours | rest == set(range(0x110000))


def numbers(pairs):
    for first, last in pairs:
        yield from range(first, last + 1)


def test_a_page_is_compressed_for_whoever_can_read_that(client):
    plain = client.get("/offline/")
    small = client.get("/offline/", headers={"accept-encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) * 2 < len(plain.content)
