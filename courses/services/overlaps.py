"""Nobody can be in two places: whose seat in one seminar stands against a seat in another."""

from collections.abc import Iterable

from courses.models import Enrolment, Seminar
from courses.rules import clashes
from courses.states import HOLDS_A_SEAT
from fortbildung.shared.trips import Question, run

LOCK_PEOPLE = """
    SELECT 1 FROM organisations_user WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""


def busy(seminar: Seminar, enrolments: Iterable[Enrolment]) -> set[Enrolment]:
    """Those of `enrolments` whose person has a seat elsewhere at the same time.

    Locks the persons until the transaction ends, so that two seminars cannot both give them a
    seat.
    """
    people = [enrolment.person_id for enrolment in enrolments if enrolment.person_id]
    if not people:
        return set()
    lock_people(people)
    return seem_busy(seminar, enrolments)


def locks_people(keys: Iterable[int]) -> list[Question]:
    """What `lock_people` asks, for `ahead`."""
    return [(LOCK_PEOPLE, (list(keys),))]


def lock_people(keys: Iterable[int]) -> None:
    """Let nobody else give these persons a seat until the transaction ends."""
    run(LOCK_PEOPLE, list(keys))


def seem_busy(seminar: Seminar, enrolments: Iterable[Enrolment]) -> set[Enrolment]:
    """The same for looking only: nobody is locked, so it may change at any moment.

    A seat that is given up for this one does not count, nor does what the office allowed.
    """
    asked = [e for e in enrolments if e.person_id and not e.override_reason]
    if not asked:
        return set()
    people = [enrolment.person_id for enrolment in asked]
    given_up = [enrolment.rebooks_id for enrolment in asked if enrolment.rebooks_id]
    taken = {
        clash.person
        for clash in clashes(people, seminar, leaving=given_up)
        if clash.seminar != seminar.pk and clash.state in HOLDS_A_SEAT
    }
    return {enrolment for enrolment in asked if enrolment.person_id in taken}
