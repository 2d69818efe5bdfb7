"""When a reporting year may be closed or amended."""

from collections.abc import Iterator, Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NAMED = 5  # seminars


def reasons_not_to_close(
    *, year: int, this_year: int, unsettled: Sequence[str], closed: bool
) -> Iterator[str]:
    """`unsettled` are the numbers of the year's seminars that are neither closed nor called off."""
    if closed:
        yield _("%(year)s is closed already. Write an amendment.") % {"year": year}
    if year >= this_year:
        yield _("%(year)s can be closed from 1 January %(next)s on.") % {
            "year": year,
            "next": year + 1,
        }
    if unsettled:
        yield _told_of(unsettled)


def reasons_not_to_amend(*, year: int, closed: bool, reason: str, same: bool) -> Iterator[str]:
    """`same`: the figures of today are those of the last version."""
    if not closed:
        yield _("%(year)s is not closed yet.") % {"year": year}
    elif same:
        yield _("No figure has changed; there is nothing to amend.")
    if not reason.strip():
        yield _("Say why the figures are amended.")


def _told_of(unsettled):
    shown = [*unsettled[:NAMED]]
    if rest := len(unsettled) - len(shown):
        shown.append(ngettext("%(n)s more", "%(n)s more", rest) % {"n": rest})
    return ngettext(
        "%(numbers)s is not settled yet: close it or call it off.",
        "%(numbers)s are not settled yet: close them or call them off.",
        len(unsettled),
    ) % {"numbers": get_text_list(shown, _("and"))}
