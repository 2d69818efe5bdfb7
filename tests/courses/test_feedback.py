"""Saying how it was: who is asked, once; and that nothing leads from an answer to a person."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from courses.kinds import QuestionKind
from courses.models import Answer, Evaluation, FeedbackGiven, Question
from courses.rules import STANDARD
from courses.services import evaluations
from courses.services.evaluation_results import results_of
from courses.services.seminars import hold
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused
from tests.cms.desk import seminar_begun
from tests.courses.pages import book, seen
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, office_staff
from tests.post import letters

pytestmark = pytest.mark.django_db
AFTER = NOON + 32 * A_DAY  # a seminar of the factory is over
CLOSED = AFTER + 22 * A_DAY


def held(people=1, now=AFTER, **fields):
    """A seminar that is over, and its enrolments."""
    seminar = SeminarFactory(**fields)
    enrolments = [book(seminar) for _each in range(people)]
    hold(seminar=seminar, now=now)
    return seminar, enrolments


def answers_to(evaluation, point=4, text=""):
    values = {QuestionKind.SCALE: point, QuestionKind.CHOICE: 1, QuestionKind.TEXT: text}
    return {q.pk: values[q.kind] for q in evaluation.questionnaire.questions.all()}


def say(enrolment, now=AFTER, **facts):
    evaluation = Evaluation.objects.get(seminar=enrolment.seminar_id)
    answers = answers_to(evaluation, **facts)
    evaluations.give_feedback(enrolment=enrolment, answers=answers, now=now)


def test_who_took_part_is_asked_the_standard_questions_once_the_seminar_is_held():
    seminar, (enrolment,) = held()
    assert [q.text for q in evaluations.questions_of(seminar.evaluation.questionnaire)] == [
        text for _kind, text, _options, _required in STANDARD
    ]
    (wanted,) = evaluations.feedback_wanted(enrolment.person, now=AFTER)
    assert wanted == enrolment
    assert not evaluations.feedback_wanted(enrolment.person, now=CLOSED).exists()
    empty, _nobody = held(people=0)
    assert not Evaluation.objects.filter(seminar=empty).exists()


def test_nothing_in_the_database_leads_from_an_answer_to_a_person():
    known = {field.name for field in Answer._meta.get_fields()}
    assert known == {"id", "evaluation", "question", "number", "text"}
    assert isinstance(FeedbackGiven._meta.get_field("on"), models.DateField)
    assert not isinstance(FeedbackGiven._meta.get_field("on"), models.DateTimeField)
    assert {field.name for field in FeedbackGiven._meta.get_fields()} == {
        "id",
        "evaluation",
        "enrolment",
        "on",
    }


@pytest.mark.django_db(transaction=True)
def test_each_answer_renews_all_so_that_no_row_is_the_last_one():
    _seminar, enrolments = held(people=3)
    seen_keys, writers = set(), []
    for enrolment in enrolments:
        say(enrolment)
        keys = set(Answer.objects.values_list("pk", flat=True))
        assert not keys & seen_keys
        seen_keys |= keys
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM courses_answer")
            writers.append(cursor.fetchone()[0])
    assert (writers, Answer.objects.count()) == ([1, 1, 1], 3 * 6)


def test_one_answers_once_in_time_and_only_if_one_was_there():
    _seminar, (first, second, third) = held(people=3)
    say(first)
    for enrolment, now in ((first, AFTER), (second, CLOSED)):
        with pytest.raises(Refused):
            say(enrolment, now=now)
    third.state, third.attended_units = EnrolmentState.ABSENT, 0
    third.attended_days = [0]
    third.save()
    with pytest.raises(Refused):
        say(third)
    assert FeedbackGiven.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"point": None}, {"point": 6}, {"point": 0}])
def test_answers_that_cannot_be_are_refused(wrong):
    _seminar, (enrolment,) = held()
    with pytest.raises(Refused):
        say(enrolment, **wrong)
    assert not FeedbackGiven.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_count_once():
    _seminar, (enrolment,) = held()

    def click(_number):
        try:
            say(enrolment)
        except Refused:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as crowd:
        assert sum(crowd.map(click, range(4))) == 1
    assert Answer.objects.count() == 6


def test_results_appear_from_five_answers_once_nobody_answers_any_more():
    seminar, enrolments = held(people=6)
    for enrolment in enrolments[:4]:
        say(enrolment, text=f"gut {enrolment.pk}")
    evaluation = seminar.evaluation
    found = results_of(evaluation, now=CLOSED)
    assert (found.given, found.asked, found.missing, found.results) == (4, 6, 1, [])
    say(enrolments[4], point=2)
    assert results_of(evaluation, now=AFTER).results == []
    found = results_of(evaluation, now=CLOSED)
    first, *_others, last = found.results
    assert first.counts == [
        ("1 – trifft gar nicht zu", 0),
        ("2", 1),
        ("3", 0),
        ("4", 4),
        ("5 – trifft voll zu", 0),
    ]
    assert (first.average, first.course_average, found.compared) == (3.6, None, 0)
    assert sorted(last.texts) == sorted(f"gut {enrolment.pk}" for enrolment in enrolments[:4])
    evaluations.close_evaluation(evaluation=evaluation, by=office_staff())
    evaluation.refresh_from_db()
    assert results_of(evaluation, now=AFTER).results


def test_the_average_of_the_course_counts_seminars_that_may_be_shown():
    seminar, enrolments = held(people=5)
    course = seminar.course
    _other, others = held(people=5, course=course)
    _small, few = held(people=2, course=course)
    for group, point in ((enrolments, 5), (others, 3), (few, 1)):
        for enrolment in group:
            say(enrolment, point=point)
    found = results_of(seminar.evaluation, now=CLOSED)
    assert (found.compared, found.results[0].average) == (1, 5)
    assert found.results[0].course_average == 4


def test_another_version_is_asked_next_time_and_answers_stay_with_theirs():
    seminar, (enrolment,) = held()
    question = Question(kind=QuestionKind.CHOICE, text="Und?", options=["ja", "nein"])
    new = evaluations.revise(course=seminar.course, questions=[question], by=office_staff())
    assert new.version == 2
    say(enrolment)
    assert set(Answer.objects.values_list("question__questionnaire__version", flat=True)) == {1}
    later, _people = held(course=seminar.course)
    assert later.evaluation.questionnaire == new
    with pytest.raises(Refused):
        evaluations.revise(course=seminar.course, questions=[], by=office_staff())


def test_who_has_not_answered_is_reminded_once():
    _seminar, (first, second, third) = held(people=3)
    say(first)
    assert evaluations.remind_of_feedback(now=AFTER + 2 * A_DAY) == 0
    assert evaluations.remind_of_feedback(now=AFTER + 3 * A_DAY) == 1
    assert evaluations.remind_of_feedback(now=AFTER + 4 * A_DAY) == 0
    say(third)
    (mail,) = letters(key__startswith="feedback-")
    assert mail.to == second.person.email
    assert f"/meine-fortbildungen/{second.pk}/feedback/" in mail.body
    assert "Wie war es?" in mail.subject


@pytest.fixture
def mine(client):
    """An own enrolment in a seminar that was held just now."""
    person = counsellor()
    seminar = seminar_begun()
    enrolment = book(seminar, person, now=seminar.opens_at)
    hold(seminar=seminar, now=timezone.now())
    client.force_login(person)
    return enrolment


def test_the_page_asks_without_script_and_thanks(client, mine):
    page = reverse("courses:feedback", args=[mine.pk])
    assert page in seen(client, "courses:mine")
    assert page in seen(client, "courses:enrolment", mine.pk)
    form = client.get(page).context["form"]
    assert client.post(page, {}).context["form"].errors.keys() == {
        name for name, field in form.fields.items() if field.required
    }
    filled = {name: "4" if "Umfang" not in f.label else "1" for name, f in form.fields.items()}
    thanks = client.post(page, filled, follow=True)
    assert "Vielen Dank!" in thanks.content.decode()
    assert page not in seen(client, "courses:enrolment", mine.pk)
    assert "schon geantwortet" in seen(client, "courses:feedback", mine.pk)
    assert client.post(page, filled).status_code == 200
    assert FeedbackGiven.objects.count() == 1


def test_other_people_are_not_asked_for_somebody_and_strangers_log_in_first(client, mine):
    page = reverse("courses:feedback", args=[mine.pk])
    client.force_login(counsellor())
    assert client.get(page).status_code == 404
    client.logout()
    assert client.get(page).url == f"{reverse('account_login')}?next={page}"
