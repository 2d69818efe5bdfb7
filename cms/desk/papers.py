"""Lists and papers of a seminar, wherever they are made: one place to find them all."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.rules import needs_asked_in
from courses.states import RECORDED


@dataclass(frozen=True)
class Paper:
    text: str
    what: str
    url: str


def papers_of(seminar):
    """What there is at this moment, in the order in which it is needed."""
    yield Paper(
        _("List of people (Excel)"),
        _("Everybody with a seat or waiting, as a table."),
        reverse("desk_seminars:roster_file", args=[seminar.pk, "xlsx"]),
    )
    yield from _for_the_house(seminar)
    if seminar.state in RECORDED:
        yield from _of_attendance(seminar)


def _for_the_house(seminar):
    asked = needs_asked_in(seminar)
    if "diet" in asked:
        what = _("Who eats what, without anything else.")
        yield Paper(_("Kitchen list (Excel)"), what, _page("kitchen", seminar))
    if "lodging" in asked:
        what = _("Who stays overnight, without anything else.")
        yield Paper(_("Room list (Excel)"), what, _page("rooms", seminar))


def _of_attendance(seminar):
    yield Paper(
        _("List to sign (PDF)"),
        _("For all sessions, in the form the funder asks for."),
        reverse("courses:sheet", args=[seminar.number]),
    )
    yield Paper(
        _("Template of the list to sign"),
        _("What must stand on it depends on the funder."),
        _page("sheet", seminar),
    )
    yield Paper(
        _("Signed lists"),
        _("Lists of one session, and what was signed and scanned."),
        reverse("courses:attendance", args=[seminar.number]),
    )


def _page(name, seminar):
    return reverse(f"desk_seminars:{name}", args=[seminar.pk])
