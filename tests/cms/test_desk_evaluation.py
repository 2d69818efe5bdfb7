"""What participants said, on the desk: counts, then results, on paper and in Excel."""

import io

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from courses.kinds import QuestionKind
from courses.models import Evaluation
from courses.services.evaluations import give_feedback
from courses.services.seminars import hold
from tests.cms.desk import book, seminar_begun, text_of, url
from tests.cms.seats import logged_in
from tests.factories import office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def answered(people, *, point=4, closed=True, **fields):
    """A seminar that was held today, with so many answers."""
    seminar = seminar_begun(**fields)
    enrolments = [book(seminar) for _each in range(people)]
    hold(seminar=seminar, now=timezone.now())
    evaluation = Evaluation.objects.get(seminar=seminar)
    values = {QuestionKind.SCALE: point, QuestionKind.CHOICE: 1, QuestionKind.TEXT: "Mehr Zeit"}
    answers = {q.pk: values[q.kind] for q in evaluation.questionnaire.questions.all()}
    for enrolment in enrolments:
        give_feedback(enrolment=enrolment, answers=answers, now=timezone.now())
    if closed:
        Evaluation.objects.filter(pk=evaluation.pk).update(closed=True)
    return seminar


def test_below_five_it_says_how_many_are_missing_and_nothing_else(desk):
    running = desk.get(url("evaluation", answered(3, closed=False).pk))
    assert "Noch 2 Antworten fehlen" in text_of(running)
    seminar = answered(3)
    page = desk.get(url("evaluation", seminar.pk))
    assert "Es haben zu wenige geantwortet" in text_of(page)
    assert page.context["questions"] == []
    assert "Mehr Zeit" not in text_of(page)
    for name in ("evaluation_pdf", "evaluation_xlsx"):
        assert desk.get(url(name, seminar.pk)).status_code == 404


def test_the_office_closes_the_questions_and_sees_bars_averages_and_texts(desk):
    seminar = answered(5, closed=False)
    page = url("evaluation", seminar.pk)
    assert "Ergebnisse gibt es, wenn die Befragung beendet ist" in text_of(desk.get(page))
    assert desk.post(url("close_evaluation", seminar.pk)).url == page
    assert desk.get(url("close_evaluation", seminar.pk)).status_code == 404
    shown = text_of(desk.get(page))
    assert shown.count('class="report-bars"') == 6
    assert "Mittelwert <strong>4,0</strong> von 5" in shown
    assert shown.count("Mehr Zeit") == 10
    assert "<li>4: 5</li>" in shown


def test_excel_and_pdf_say_the_same(desk):
    seminar = answered(5)
    answered(6, point=1, course=seminar.course)
    book_of = CalamineWorkbook.from_filelike(
        io.BytesIO(desk.get(url("evaluation_xlsx", seminar.pk)).content)
    )
    counts, averages, texts = (book_of.get_sheet_by_index(n).to_python() for n in range(3))
    assert counts[4] == ["Insgesamt bin ich mit der Veranstaltung zufrieden.", "4", 5.0]
    assert counts[0] == ["Frage", "Antwort", "Anzahl"]
    assert averages[0][2:] == ["Mittelwert dieser Veranstaltung", "Mittelwert des Kurses"]
    assert averages[1][1:] == [5.0, 4.0, pytest.approx(26 / 11)]
    assert len(texts) == 11
    paper = desk.get(url("evaluation_pdf", seminar.pk))
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        assert pdf.Root.Lang == "de-DE"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as facts:
            assert facts.get("pdfuaid:part") == "1"


def test_questions_of_a_course_are_changed_as_a_new_version(desk):
    seminar = answered(1)
    page = reverse("desk_courses:questionnaire", args=[seminar.course_id])
    rows = desk.get(page).context["form"].rows
    assert len(rows.initial) == 8
    filled = {"rows-TOTAL_FORMS": 3, "rows-INITIAL_FORMS": 0}
    filled |= {"rows-0-position": 2, "rows-0-text": "Kommen Sie wieder?", "rows-0-kind": "choice"}
    filled |= {"rows-0-options": "ja", "rows-1-position": 1, "rows-1-text": "Gut."}
    filled |= {"rows-1-kind": "scale", "rows-2-text": "", "rows-2-kind": "scale"}
    assert "mindestens zwei Möglichkeiten" in text_of(desk.post(page, filled))
    desk.post(page, filled | {"rows-0-options": "ja; nein ;"})
    newest = seminar.course.questionnaires.get(version=2)
    assert list(newest.questions.order_by("position").values_list("text", "options")) == [
        ("Gut.", []),
        ("Kommen Sie wieder?", ["ja", "nein"]),
    ]
    assert Evaluation.objects.get(seminar=seminar).questionnaire.version == 1


def test_of_another_office_nothing_is_there(client):
    seminar = answered(5)
    logged_in(client, office_staff(of=office("Caritas")))
    for name in ("evaluation", "close_evaluation", "evaluation_pdf", "evaluation_xlsx"):
        assert client.get(url(name, seminar.pk)).status_code == 404


def test_the_page_costs_the_same_for_few_and_many(desk, django_assert_num_queries):
    seminar = answered(5)
    for others in (1, 3):
        while Evaluation.objects.count() < 1 + others:
            answered(5, course=seminar.course)
        desk.get(url("evaluation", seminar.pk))
        with django_assert_num_queries(22):
            desk.get(url("evaluation", seminar.pk))


def test_before_the_end_nobody_is_asked(desk):
    seminar = seminar_begun(days_ago=1)
    assert "Wenn die Veranstaltung vorbei ist" in text_of(desk.get(url("evaluation", seminar.pk)))
