"""Answers are not counted twice while nothing they tell has changed.

A kept answer holds for one question in one state of the facts. The state is read before counting:
what is committed between both is in the answer and not in the state, so the next one who asks
counts anew. The other way round cannot be.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from fortbildung.shared.code import state_of_the_code
from organisations.models import ErasureRequest
from reports.figures.answers import Answer, from_record
from reports.models import KeptAnswer
from reports.questions.catalogue import Question

FOR_LONG = timedelta(days=1)  # afterwards it tells of another day
STATE = """
    SELECT (SELECT COALESCE(sum(weight), 0) FROM reports_change WHERE place = ANY(%s)),
        (SELECT max(starts_at) FROM courses_seminarspan WHERE starts_at <= %s)
"""
# All changes of a table in one row; their sum stays what it was, whoever commits meanwhile.
SUM_UP = """
    WITH gone AS (DELETE FROM reports_change RETURNING place, weight)
    INSERT INTO reports_change (place, weight)
    SELECT place, sum(weight) FROM gone GROUP BY place
"""


@dataclass(frozen=True)
class Place:
    """Where the answer to a question is kept, and for which state of the facts."""

    key: str
    state: str


def answer_to(question: Question) -> Answer:
    """The kept answer, or one that is counted now and kept."""
    place = place_of(question)
    return found_at(place) or keep(place, question.answer)


def place_of(question: Question) -> Place:
    return Place(_key(question), _state(question))


def found_at(place: Place) -> Answer | None:
    """The answer that is kept there, as of the moment it was counted."""
    kept = KeptAnswer.objects.filter(key=place.key, state=place.state).first()
    return kept and from_record(kept.record)


def keep(place: Place, answer: Answer) -> Answer:
    """Keep the answer in place of what was kept for this question before."""
    row = KeptAnswer(
        key=place.key, state=place.state, as_of=answer.as_of, record=answer.as_record()
    )
    KeptAnswer.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["state", "as_of", "record"],
    )
    return answer


def forget_old(*, now: datetime) -> int:
    """Delete answers of other days, and those that may tell a name that was erased since."""
    erased = ErasureRequest.objects.latest_name_erased()
    old = Q(as_of__lt=now - FOR_LONG)
    if erased:
        old |= Q(as_of__lte=erased)
    return KeptAnswer.objects.filter(old).delete()[0]


def sum_up_changes() -> None:
    """Keep the table small from which the state is read."""
    with connection.cursor() as cursor:
        cursor.execute(SUM_UP)


def _key(question):
    told = [
        question.report.name,
        sorted(question.plain.items()),
        question.reach.digest,
        get_language(),
        state_of_the_code(),
    ]
    return sha256(json.dumps(told).encode()).hexdigest()


def _state(question):
    """How often what the report reads has changed, the day, and which seminar began last.

    No other moment of a day changes an answer: a test asks for them.
    """
    tables = [model._meta.db_table for model in question.report.reads]  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(STATE, [tables, question.now])
        changes, begun = cursor.fetchone()
    return f"{changes} {timezone.localdate(question.now)} {begun}"
