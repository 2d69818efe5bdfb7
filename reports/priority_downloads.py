"""Priorities as a file: one row per decision, with what it means on a second sheet."""

from django.utils import formats, timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fortbildung.shared.downloads import attached
from fortbildung.shared.tables_out import Column, Table
from reports.definitions import PRIORITIES


def download(question, *, file_format):
    """The answer to the question as a file to keep."""
    choice = question.choice
    words = [_("priority"), choice["year"], choice["office"].slug if choice["office"] else ""]
    name = f"{slugify(' '.join(map(str, words)), allow_unicode=True)}.{file_format}"
    table = table_of(question.report(), choice=choice, reach=question.reach, now=question.now)
    return attached(table, name=name, file_format=file_format)


def table_of(report, *, choice, reach, now):
    """The table that becomes the file; without a column of names for those who learn none."""
    columns = _columns(with_names=report.with_names)
    return Table(
        title=_("Priority %(year)s") % {"year": choice["year"]},
        columns=list(columns.values()),
        rows=[[_told(getattr(row, name)) for name in columns] for row in report.rows],
        notes_title=_("Explanations"),
        notes=list(_notes(choice, reach, now)),
    )


def _columns(*, with_names):
    person = {"person": Column(_("Name"), width=24)} if with_names else {}
    return {
        "number": Column(_("Seminar")),
        "course": Column(_("Course"), width=40),
        "begins": Column(_("Begins"), width=18),
        "association": Column(_("Association"), width=20),
        "provider": Column(_("Provider"), width=40),
        **person,
        "priority": Column(_("Priority")),
        "reason": Column(_("Reason"), width=50),
        "by": Column(_("By"), width=24),
        "at": Column(_("When"), width=18),
        "outcome": Column(_("What became of it"), width=24),
    }


def _told(value):
    return f"{timezone.localtime(value):%d.%m.%Y %H:%M}" if hasattr(value, "tzinfo") else value


def _notes(choice, reach, now):
    yield _("Year"), str(choice["year"])
    yield _("Central offices"), str(choice["office"] or reach)
    yield _("As of"), formats.date_format(timezone.localtime(now), "SHORT_DATETIME_FORMAT")
    yield "", ""
    for definition in PRIORITIES:
        yield str(definition.title), str(definition.text)
