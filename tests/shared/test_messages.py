"""Collecting the texts: what the catalogue could not tell apart is refused."""

import pytest
from django.core.management.base import CommandError

from fortbildung.shared.management.commands.messages import merged


def texts(base, *lines):
    (base / "courses").mkdir()
    (base / "courses" / "words.py").write_text("\n".join(lines), encoding="utf-8")
    return merged(base, "courses", "courses/locale/de/LC_MESSAGES/django.po")


def test_the_same_plural_may_be_used_twice(tmp_path):
    line = 'ngettext("One seat", "%(n)s seats", n)'
    found = texts(tmp_path, line, line, '_("Seats")')
    assert [message.id for message in found if message.id] == [("One seat", "%(n)s seats"), "Seats"]


def test_two_plurals_of_one_singular_are_refused(tmp_path):
    with pytest.raises(CommandError, match="need the same plural"):
        texts(
            tmp_path,
            'ngettext("One seat", "%(n)s seats", n)',
            'ngettext("One seat", "%(seats)s seats", n)',
        )
