"""What came of a report that somebody has ordered."""

from django.urls import reverse

from fortbildung.shared import mail
from fortbildung.shared.mail import Letter
from reports.figures.answers import Answer
from reports.models import MadeReport
from reports.questions.catalogue import report_named
from reports.writing.sheets import told_briefly


def letter_with(made: MadeReport, answer: Answer) -> Letter:
    """Its figures in brief, and where it stands."""
    figures = [(each.title, told_briefly(each.value, each.kind)) for each in answer.headlines]
    return mail.letter("reports/made", _told(made) | {"answer": answer, "figures": figures})


def letter_without(made: MadeReport, problem: str) -> Letter:
    """Why it could not be made, and where it was asked for."""
    report = report_named(made.report)
    title = report.title if report else made.report
    return mail.letter("reports/made_not", _told(made) | {"title": title, "problem": problem})


def _told(made):
    return {"owner": made.owner, "path": reverse("reports:made", args=[made.pk])}
