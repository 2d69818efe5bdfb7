"""Reports as somebody orders them from the worker."""

from django.urls import reverse
from django.utils import translation

from fortbildung.shared.models import OutgoingMail
from reports.figures.reach import reach_of
from reports.models import MadeReport
from reports.questions.catalogue import question_within
from reports.services import made as service
from tests.factories import NOON, SeminarFactory, coordinator, counsellor
from tests.reports.people import took_part

PAGE = "/berichte/teilnahmen/"
ASKED = {"year": "2026", "by": "provider,topic"}  # counted in two statements
SLOW = "courses_course_topics"  # only the second one reads it


def some_figures():
    """Six who took part, enough for everybody to read."""
    seminar = SeminarFactory()
    return [took_part(counsellor(), seminar) for _ in range(6)]


def ordered(owner=None, now=NOON, name="participation", **asked):
    owner = owner or coordinator()
    with translation.override("de"):
        question = question_within(reach_of(owner), name, asked or ASKED, now)
        return service.order(owner=owner, question=question, now=now)


def again(made):
    return MadeReport.objects.get(pk=made.pk)


def letters():
    return [(mail.to, mail.subject) for mail in OutgoingMail.objects.order_by("pk")]


def url(made, name="made", *more):
    return reverse(f"reports:{name}", args=[made.pk, *more])
