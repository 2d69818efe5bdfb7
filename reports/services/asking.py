"""Reports for somebody who waits at a page: kept, counted while they wait, or ordered."""

from django.conf import settings

from fortbildung.shared.patience import TookTooLong, at_most
from organisations.models import User
from reports.figures.answers import Answer
from reports.questions.catalogue import Question
from reports.services import kept, made


def answer_soon(*, question: Question, by: User) -> Answer | None:
    """The answer, if it comes soon enough to wait for it. None: it has to be ordered.

    What is in line already is not counted here beside it.
    """
    place = kept.place_of(question)
    if answer := kept.found_at(place):
        return answer
    if made.ordered(owner=by, question=question):
        return None
    try:
        with at_most(settings.REPORT_PATIENCE):
            answer = question.answer
    except TookTooLong:
        return None
    return kept.keep(place, answer)
