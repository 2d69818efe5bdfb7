"""Asking participants how it was, without knowing who said what."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import SystemRandom
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from courses import mails
from courses.kinds import QuestionKind
from courses.models import (
    Answer,
    Course,
    Enrolment,
    Evaluation,
    FeedbackGiven,
    Question,
    Questionnaire,
    Seminar,
)
from courses.rules import (
    STANDARD,
    reasons_against_answers,
    reasons_against_questions,
    reasons_not_to_give_feedback,
)
from courses.services.hats import works_for_office_of
from courses.states import GIVES_FEEDBACK
from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from organisations.models import CentralOffice, User

OPEN_FOR = timedelta(days=21)
REMINDED_AFTER = timedelta(days=3)


def questionnaire_of(course: Course) -> Questionnaire | None:
    """The version asked from now on; None as long as it is the standard one nobody was asked."""
    return course.questionnaires.order_by("-version").first()


def questions_of(questionnaire: Questionnaire | None) -> list[Question]:
    """In their order; of no questionnaire the standard ones, not saved."""
    if questionnaire is None:
        return _standard()
    return list(questionnaire.questions.order_by("position"))


@transacted
def revise(*, course: Course, questions: Iterable[Question], by: User) -> Questionnaire:
    """Ask other questions from now on: a new version. Open questionnaires stay as they are."""
    if not CentralOffice.objects.staffed_by(by).exists():
        raise PermissionDenied
    questions = list(questions)
    refuse(reasons_against_questions(questions=questions))
    return _next_version(course, questions)


def open_evaluation(seminar: Seminar, *, now: datetime) -> Evaluation | None:
    """The seminar is held: ask who took part; nobody did, nobody is asked. Once per seminar."""
    if not asked_in(seminar).exists():
        return None
    known = Evaluation.objects.filter(seminar=seminar).first()
    if known:
        return known
    questionnaire = questionnaire_of(seminar.course)
    if questionnaire is None:
        questionnaire = _next_version(seminar.course, _standard())
    today = timezone.localdate(now)
    return Evaluation.objects.create(
        seminar=seminar,
        questionnaire=questionnaire,
        opened_on=today,
        closes_on=today + OPEN_FOR,
    )


def asked_in(seminar: Seminar) -> QuerySet[Enrolment]:
    return seminar.enrolments.of_people().filter(state__in=GIVES_FEEDBACK)


@transacted
def give_feedback(*, enrolment: Enrolment, answers: dict, now: datetime) -> None:
    """Note that this person has answered, and put the answers among all others.

    `answers` are by the key of the question: a number, or a text.
    """
    evaluations = Evaluation.objects.filter(seminar=enrolment.seminar_id)
    evaluation = evaluations.select_for_update().first()
    given = FeedbackGiven.objects.filter(enrolment=enrolment).exists()
    refuse(
        reasons_not_to_give_feedback(
            enrolment=enrolment, evaluation=evaluation, given=given, now=now
        )
    )
    questions = questions_of(evaluation.questionnaire)
    refuse(reasons_against_answers(questions=questions, answers=answers))
    today = timezone.localdate(now)
    FeedbackGiven.objects.create(evaluation=evaluation, enrolment=enrolment, on=today)
    _mix_in(evaluation, [_answer(evaluation, q, answers.get(q.pk)) for q in questions])


@transacted
def close_evaluation(*, evaluation: Evaluation, by: User) -> None:
    """Let nobody answer any more, so that the results can be looked at."""
    evaluation = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if not works_for_office_of(by, evaluation.seminar):
        raise PermissionDenied
    Evaluation.objects.filter(pk=evaluation.pk).update(closed=True)


def remind_of_feedback(*, now: datetime) -> int:
    """Remind who has not answered and wants reminders, once per seminar; how many seminars."""
    today = timezone.localdate(now)
    due = Evaluation.objects.open_on(today).filter(
        reminded_on=None, opened_on__lte=today - REMINDED_AFTER
    )
    return sum(_remind(pk, now) for pk in list(due.order_by("pk").values_list("pk", flat=True)))


@transacted
def _remind(pk: int, now: datetime) -> bool:
    due = Evaluation.objects.select_for_update(skip_locked=True, of=["self"])
    evaluation = due.select_related("seminar").filter(pk=pk, reminded_on=None).first()
    if evaluation is None:
        return False
    willing = asked_in(evaluation.seminar).filter(
        person__is_active=True, person__wants_reminders=True
    )
    silent = willing.exclude(feedback__evaluation=evaluation)
    mails.remind_of_feedback(evaluation, silent.select_related("person"), now=now)
    evaluation.reminded_on = timezone.localdate(now)
    evaluation.save(update_fields=["reminded_on"])
    return True


def evaluation_for(enrolment: Enrolment) -> tuple[Evaluation | None, bool]:
    """The questions of the enrolment's seminar, and whether this person has answered."""
    rows = Evaluation.objects.filter(seminar=enrolment.seminar_id)
    given = FeedbackGiven.objects.filter(enrolment=enrolment).exists()
    return rows.select_related("questionnaire").first(), given


def feedback_wanted(person: User, *, now: datetime) -> QuerySet[Enrolment]:
    """The enrolments whose seminar this person is asked about and has not answered."""
    open_now = Evaluation.objects.open_on(timezone.localdate(now))
    own = Enrolment.objects.of(person).filter(state__in=GIVES_FEEDBACK, feedback=None)
    wanted = own.filter(seminar__in=open_now.values("seminar"))
    return wanted.select_related("seminar__course").order_by("pk")


def _standard():
    return [
        Question(kind=kind, text=text, options=options, required=required)
        for kind, text, options, required in STANDARD
    ]


def _next_version(course, questions):
    """Under a lock on the course: two at once become two versions."""
    course = Course.objects.select_for_update(no_key=True).get(pk=course.pk)
    last = questionnaire_of(course)
    made = Questionnaire.objects.create(course=course, version=last.version + 1 if last else 1)
    Question.objects.bulk_create(
        Question(
            questionnaire=made,
            position=position,
            kind=question.kind,
            text=question.text,
            options=question.options if question.kind == QuestionKind.CHOICE else [],
            required=question.required,
        )
        for position, question in enumerate(questions, start=1)
    )
    return made


def _answer(evaluation, question, value):
    if value in (None, ""):
        return None
    said = {"text": value.strip()} if question.kind == QuestionKind.TEXT else {"number": value}
    blank = said.get("text") == ""
    return None if blank else Answer(evaluation=evaluation, question=question, **said)


def _mix_in(evaluation, new):
    """Write all answers anew in random order: what came in last is nowhere the last."""
    everything = [*evaluation.answers.all(), *filter(None, new)]
    evaluation.answers.all().delete()
    for answer in everything:
        answer.pk = uuid4()
    SystemRandom().shuffle(everything)
    Answer.objects.bulk_create(everything)
