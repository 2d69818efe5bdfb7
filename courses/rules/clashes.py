"""Nobody can be in two places: what somebody has booked at the time of a seminar."""

from collections.abc import Iterable
from typing import NamedTuple

from courses.models import Enrolment, Seminar
from courses.states import LIVE, EnrolmentState
from fortbildung.shared.trips import Question, run


class Clash(NamedTuple):
    """A live enrolment in the seminar itself, or in one whose sessions overlap with its own."""

    person: int
    seminar: int
    state: EnrolmentState
    number: str
    title: str


# Number and title stand apart from the search: joined, all seminars were read to find hardly any.
CLASHES = """
    SELECT e.person_id, e.seminar_id, e.state,
        (SELECT s.number FROM courses_seminar AS s WHERE s.id = e.seminar_id),
        (
            SELECT c.title FROM courses_seminar AS s JOIN courses_course AS c ON c.id = s.course_id
            WHERE s.id = e.seminar_id
        )
    FROM courses_enrolment AS e
    WHERE e.person_id = ANY(%s) AND e.state = ANY(%s) AND e.id <> ALL(%s)
        AND (e.seminar_id = %s OR EXISTS (
            SELECT 1 FROM courses_session AS own JOIN courses_session AS other
                ON other.starts_at < own.ends_at AND other.ends_at > own.starts_at
            WHERE own.seminar_id = %s AND other.seminar_id = e.seminar_id
        ))
"""


def clashes(
    people: Iterable[int], seminar: Seminar, *, leaving: Iterable[Enrolment | int] = ()
) -> list[Clash]:
    """What these people (their keys) have booked; `leaving` they give up for this one."""
    statement, parameters = asks_for_clashes(people, seminar, leaving=leaving)
    return [Clash(*row) for row in run(statement, *parameters)]


def asks_for_clashes(
    people: Iterable[int], seminar: Seminar, *, leaving: Iterable[Enrolment | int] = ()
) -> Question:
    """What `clashes` asks, for `ahead`."""
    given_up = [getattr(enrolment, "pk", enrolment) for enrolment in leaving]
    return CLASHES, (list(people), list(LIVE), given_up, seminar.pk, seminar.pk)
