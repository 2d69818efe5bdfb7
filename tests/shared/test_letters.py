"""Names: every letter German authorities must accept, and nothing that paper cannot show."""

import pytest
from django.core.exceptions import ValidationError

from fortbildung.shared.letters import (
    FONT_FOLDER,
    plain,
    printable_letters,
    unprintable,
    validate_printable,
)
from organisations.models import User


@pytest.mark.parametrize(
    "name",
    [
        "Müller-Lüdenscheidt",
        "O'Connor",
        "D’Angelo",
        "von der Weiß ẞ",
        "Nguyễn Thị Ọ",
        "Şükrü Çağlayan İnönü",
        "Łukasz Dąbrowski",
        "Ǽ Ǧ ʒ Ḝ Ĳ ŉ Ŀ Ə",  # DIN 91379: rare single letters
        "A̋ C̈ g̀ J̌ K̦ L̂̂ M̂ n̈ ê̄ Ṣ̌ ž̦",  # DIN 91379: letter and combining mark
        "Ωμέγα Ёжиков Њ",
        "Kim\u00a0Muster 2.",
    ],
)
def test_a_name_of_din_91379_is_accepted_composed_or_not(name):
    validate_printable(name)
    assert unprintable(name) == []


def test_a_letter_typed_as_two_characters_counts_as_the_one_it_shows():
    assert unprintable("Zoe\u0308") == unprintable("Zoë") == []
    assert plain("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Kim 😀 😀", "😀 (U+1F600)"),
        ("李 Müller", "李 (U+674E)"),
        ("שלום", "ש (U+05E9), ל (U+05DC), ו (U+05D5), ם (U+05DD)"),
        ("Kim\nMuster\0", "U+000A, U+0000"),
        ("Kim\u200bMuster", "U+200B"),
        ("Kim\u202eretsuM", "U+202E"),
        ("\ue000", "U+E000"),
        ("\ud800", "U+D800"),
    ],
)
def test_a_name_paper_cannot_show_is_refused_with_the_characters(name, told):
    with pytest.raises(ValidationError) as refusal:
        validate_printable(name)
    assert refusal.value.code == "unprintable"
    assert refusal.value.params == {"letters": told}


@pytest.mark.parametrize("name", [" ", "\u00a0 \u2003", "\t", "\u200b"])
def test_a_name_of_nothing_but_spaces_is_refused(name):
    with pytest.raises(ValidationError) as refusal:
        validate_printable(name)
    assert refusal.value.code == "blank"


def test_persons_names_are_checked():
    with pytest.raises(ValidationError) as refusal:
        User(email="kim@example.org", first_name=" ", last_name="😀").clean_fields(["password"])
    assert {k: [e.code for e in v] for k, v in refusal.value.error_dict.items()} == {
        "first_name": ["blank"],
        "last_name": ["unprintable"],
    }


def test_plain_text_is_on_one_line_without_what_word_processors_leave_behind():
    assert plain(" Aufent\u00adhalts\u200brecht\n\tund  Asyl\ufeff ") == "Aufenthaltsrecht und Asyl"


def test_the_font_folder_holds_the_one_upright_font_of_the_paper():
    assert sorted(path.name for path in FONT_FOLDER.glob("*.ttf")) == [
        "NotoSans-Italic[wdth,wght].ttf",
        "NotoSans[wdth,wght].ttf",
    ]
    assert len(printable_letters()) > 2500
