from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

WORDS = ("title", "sections", "title_en", "sections_en")


def reasons_not_to_publish(*, newest, valid_from, now, **words):
    """Why the text cannot become the next version after `newest`."""
    today = timezone.localdate(now)
    before = newest and timezone.localdate(newest.valid_from)
    if valid_from < today:
        yield _("The day lies in the past. People agreed to what held then; choose today or later.")
    elif before and valid_from < before:
        yield _("Version %(number)s holds from %(day)s. Choose that day or a later one.") % {
            "number": newest.version,
            "day": date_format(before, "DATE_FORMAT"),
        }
    if not words["sections"]:
        yield _("The text needs a section. Begin each with a line like “## Heading”.")
    elif not _complete(words["sections"]):
        yield _("Each section needs a heading and a text below it.")
    yield from _reasons_against_the_english(**words)
    if newest and all(getattr(newest, name) == words[name] for name in WORDS):
        yield _("Nothing has been changed. A new version says something else.")


def _complete(sections):
    return all(section["heading"] and section["text"] for section in sections)


def _reasons_against_the_english(*, sections, title_en, sections_en, **_german):
    """There need not be any; where there is, it says section by section what the German says."""
    if bool(title_en) != bool(sections_en):
        yield _(
            "In English there is a title or a text only. Write both, the text with headings like "
            "in German, or leave both empty."
        )
    elif not _complete(sections_en):
        yield _("Each section needs a heading and a text below it, in English too.")
    elif sections_en and len(sections_en) != len(sections):
        yield _(
            "In English there are %(english)s sections, in German %(german)s. Translate each "
            "section."
        ) % {"english": len(sections_en), "german": len(sections)}
