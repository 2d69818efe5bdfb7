"""Saved reports by mail."""

from django.urls import reverse
from django.utils.http import urlencode

from fortbildung.shared import mail
from fortbildung.shared.mail import Letter
from fortbildung.shared.tables_out import csv_text
from reports.figures.answers import Answer
from reports.models import SavedReport
from reports.questions.catalogue import report_named
from reports.writing.files import table_of
from reports.writing.sheets import told_briefly


def letter_with(saved: SavedReport, answer: Answer, parameters: dict) -> Letter:
    """The report as a file, and where it stands as a page."""
    path = f"{report_named(saved.report).url}?{urlencode(parameters)}"
    attachment = {
        "name": f"{answer.file_name}.csv",
        "mimetype": "text/csv",
        "content": csv_text(table_of(answer)),
    }
    figures = [(each.title, told_briefly(each.value, each.kind)) for each in answer.headlines]
    context = {"saved": saved, "answer": answer, "figures": figures, "path": path}
    context["all"] = reverse("reports:saved")
    return mail.letter("reports/saved", context, [attachment])


def letter_without(saved: SavedReport, problem: str) -> Letter:
    """Why there is no report this time, and what to do."""
    context = {"saved": saved, "problem": problem, "all": reverse("reports:saved")}
    return mail.letter("reports/not_made", context)
