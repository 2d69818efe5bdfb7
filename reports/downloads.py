"""Participations as a file: the same figures, with what they mean on a second sheet."""

from django.utils import formats, timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fortbildung.shared.downloads import attached
from fortbildung.shared.tables_out import Column, Table
from reports.definitions import FIGURES, RULES
from reports.participation import By


def download(question, *, file_format):
    """The answer to the question as a file to keep."""
    table = table_of(
        question.report(), choice=question.choice, reach=question.reach, now=question.now
    )
    return attached(table, name=file_name(question.choice, file_format), file_format=file_format)


def table_of(report, *, choice, reach, now):
    """The table that becomes the file."""
    places = _places(choice["by"])
    figures = [Column(str(figure.title), figure.kind, width=16) for figure in FIGURES]
    return Table(
        title=_("Participations %(year)s") % {"year": choice["year"]},
        columns=[*places.values(), *figures],
        rows=[
            [*(getattr(row, name) for name in places), *_cells(row.figures)] for row in report.rows
        ],
        total=[_("Total"), *[""] * (len(places) - 1), *_cells(report.total)],
        notes_title=_("Explanations"),
        notes=list(_notes(choice, reach, now)),
    )


def file_name(choice, file_format):
    """Such as `teilnahmen-2026-mbe-je-träger.csv`."""
    words = [_("participations"), choice["year"], choice["programme"] or "", choice["by"].label]
    return f"{slugify(' '.join(map(str, words)), allow_unicode=True)}.{file_format}"


def _places(by):
    if by == By.STATE:
        return {"name": Column(str(by.place), width=28)}
    land = {"land": Column(_("Land"), width=28)} if by == By.PROVIDER_AND_STATE else {}
    return {
        "name": Column(str(by.place), width=48),
        "city": Column(_("City"), width=20),
        "associations": Column(_("Association"), width=20),
        **land,
    }


def _cells(figures):
    return [getattr(figures, figure.name) for figure in FIGURES]


def _notes(choice, reach, now):
    yield _("Year"), str(choice["year"])
    yield _("Programme"), str(choice["programme"] or _("all programmes"))
    yield _("Central offices"), str(reach)
    yield _("Figures"), str(choice["by"].label)
    yield _("As of"), formats.date_format(timezone.localtime(now), "SHORT_DATETIME_FORMAT")
    yield "", ""
    for definition in (*FIGURES, *RULES):
        yield str(definition.title), str(definition.text)
