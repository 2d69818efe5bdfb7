"""What the words of the reports mean: the same on pages and in files."""

from django.utils import formats, timezone
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.figures.answers import Note


def of_small_figures(reach):
    """Said where a report can hide something from this reader."""
    if reach.nationwide or reach.offices:
        yield Note(
            _("Figures about few people"),
            _(
                "A figure about fewer than 5 persons is shown only to whoever answers for these"
                " people: the managers and the central office above them. For everybody else •"
                " stands in its place, and in as many others that it cannot be computed from"
                " totals."
            ),
        )


def hidden_figures(count):
    return ngettext(
        "• %(count)s figure is not shown: it is about fewer than 5 persons, or would give such a"
        " figure away.",
        "• %(count)s figures are not shown: they are about fewer than 5 persons, or would give such"
        " a figure away.",
        count,
    ) % {"count": number_format(count, force_grouping=True)}


def persons_overlap(*, rows, total):
    return _(
        "The rows add up to %(rows)s persons, the total is %(total)s: who took part in more"
        " than one row is one person in the total."
    ) % {
        "rows": number_format(rows, force_grouping=True),
        "total": number_format(total, force_grouping=True),
    }


def of_time():
    return Note(
        _("Year, quarter, month"),
        _("A seminar counts when its first session begins, Berlin time."),
    )


def of_participation():
    """The rules by which enrolments belong to a year, a place, a subject."""
    yield of_time()
    yield Note(
        _("Provider, site, association, Land, programme, function"),
        _(
            "As recorded at the time of booking; the Land is that of the workplace. When somebody"
            " changes jobs later, the figures stay as they are. Who has two jobs counts where they"
            " went from."
        ),
    )
    yield Note(
        _("Women, men, diverse"),
        _("Is not asked of anybody, so no report can tell it."),
    )


def whose(reach):
    return Note(_("Whose figures"), str(reach))


def as_of(now):
    return Note(_("As of"), moment(now))


def moment(at):
    return formats.date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")


def file_name(*words):
    """Such as `teilnahmen-2026-mbe-je-träger`; what is empty is left out."""
    return slugify(" ".join(str(word) for word in words if word), allow_unicode=True)
