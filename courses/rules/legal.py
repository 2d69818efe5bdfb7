from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def reasons_not_to_publish(*, newest, title, sections, valid_from, now):
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
    if not sections:
        yield _("The text needs a section. Begin each with a line like “## Heading”.")
    elif any(not section["heading"] or not section["text"] for section in sections):
        yield _("Each section needs a heading and a text below it.")
    if newest and (newest.title, newest.sections) == (title, sections):
        yield _("Nothing has been changed. A new version says something else.")
