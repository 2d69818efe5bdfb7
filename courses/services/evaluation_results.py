"""What was said about a seminar, once nobody answers any more and enough have.

While it is open there are only counts: who looks before and after an answer would know it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from random import SystemRandom

from django.db.models import Avg, Count
from django.utils import timezone

from courses.kinds import SCALE_ENDS, QuestionKind
from courses.models import Answer, Evaluation, Question
from courses.rules import SCALE
from courses.services.evaluations import asked_in, questions_of

LEAST = 5  # answers; fewer would tell who said what


@dataclass(frozen=True)
class Result:
    """What was said to one question. `average` and `course_average` are those of a scale."""

    question: Question
    answered: int
    counts: list[tuple[str, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    average: float | None = None
    course_average: float | None = None


@dataclass(frozen=True)
class Results:
    """`results` is empty while they may not be shown."""

    evaluation: Evaluation
    given: int
    asked: int
    is_open: bool
    results: list[Result] = field(default_factory=list)
    compared: int = 0  # other seminars of the course

    @property
    def missing(self) -> int:
        """How many answers are missing until there may be results."""
        return max(LEAST - self.given, 0)


def results_of(evaluation: Evaluation, *, now: datetime) -> Results:
    """The results of one seminar, in a number of queries that does not grow."""
    today = timezone.localdate(now)
    facts = {
        "evaluation": evaluation,
        "given": evaluation.given.count(),
        "asked": asked_in(evaluation.seminar).count(),
        "is_open": evaluation.is_open(today),
    }
    if facts["is_open"] or facts["given"] < LEAST:
        return Results(**facts)
    compared, averages = _course_averages(evaluation, today)
    by_question = defaultdict(list)
    for answer in evaluation.answers.all():
        by_question[answer.question_id].append(answer)
    results = [
        _result(question, by_question[question.pk], averages.get(question.text))
        for question in questions_of(evaluation.questionnaire)
    ]
    return Results(results=results, compared=compared, **facts)


def _course_averages(evaluation, today):
    """How many other seminars may be compared with, and the course's average per statement.

    Only of seminars that may show their results themselves; the same words count as the same
    statement in every version. Without another seminar there is nothing to compare with.
    """
    same = Evaluation.objects.over_on(today).filter(
        questionnaire__course=evaluation.questionnaire.course_id
    )
    shown = same.annotate(n=Count("given")).filter(n__gte=LEAST)
    keys = list(shown.values_list("pk", flat=True))
    others = [key for key in keys if key != evaluation.pk]
    if not others:
        return 0, {}
    said = Answer.objects.filter(evaluation__in=keys, question__kind=QuestionKind.SCALE)
    rows = said.values_list("question__text").annotate(average=Avg("number")).order_by()
    return len(others), dict(rows)


def _result(question, answers, course_average):
    facts = {"question": question, "answered": len(answers)}
    if question.kind == QuestionKind.TEXT:
        texts = [answer.text for answer in answers]
        SystemRandom().shuffle(texts)
        return Result(texts=texts, **facts)
    numbers = [answer.number for answer in answers]
    found = Counter(numbers)
    if question.kind == QuestionKind.CHOICE:
        options = enumerate(question.options)
        return Result(counts=[(text, found[number]) for number, text in options], **facts)
    average = sum(numbers) / len(numbers) if numbers else None
    counts = [(SCALE_ENDS.get(point, str(point)), found[point]) for point in SCALE]
    return Result(counts=counts, average=average, course_average=course_average, **facts)
