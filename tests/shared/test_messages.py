"""Collecting the texts: what the catalogue could not tell apart is refused."""

import pytest
from babel.messages.catalog import Catalog
from django.core.management.base import CommandError

from fortbildung.shared.management.commands.messages import merged, said_differently


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


def catalog(**german):
    """What one app says; a name that ends in `_here` says it in a context."""
    made = Catalog()
    for text, string in german.items():
        name, _sign, context = text.partition("_")
        made.add(name, string, context=context or None)
    return made


def test_two_apps_that_say_a_text_differently_are_named():
    """People would read the first one's words on the second one's pages."""
    said = {
        "courses": catalog(Note="Notiz", Date="Termin"),
        "reports": catalog(Note="Hinweis", Date="Termin"),
    }
    assert list(said_differently(said)) == ["'Note': courses 'Notiz', reports 'Hinweis'"]
    said["reports"] = catalog(Note_guest="Hinweis", Date="Termin")
    assert list(said_differently(said)) == []


def test_the_plural_counts_too():
    """One of two tuples is said, whichever app is asked."""
    one, other = Catalog(), Catalog()
    one.add(("seat", "seats"), ("Platz", "Plätze"))
    other.add(("seat", "seats"), ("Sitz", "Sitze"))
    (told,) = said_differently({"courses": one, "cms": other})
    assert told == "'seat': courses ('Platz', 'Plätze'), cms ('Sitz', 'Sitze')"
