"""Who should have got the seats? Worked out again, by the book, from the order of asking."""

from courses.models import Enrolment
from courses.states import HOLDS_A_SEAT, EnrolmentState


def verdict(seminar, *, reserved=None):
    """How many seats too many were given, and to how many people the wrong answer.

    `reserved` are guaranteed seats by the primary key of the association.
    """
    rows = list(
        Enrolment.objects.filter(seminar=seminar)
        .order_by("requested_at", "pk")
        .values_list("pk", "association", "state")
    )
    holding = {pk for pk, _, state in rows if state in HOLDS_A_SEAT}
    waiting = sum(state == EnrolmentState.WAITING for _, _, state in rows)
    due = who_is_due(rows, seminar.capacity, reserved or {})
    return {
        "overbooked": max(len(holding) - seminar.capacity, 0),
        "misplaced": len(holding ^ due),
        "taken": len(holding),
        "waiting": waiting,
    }


def who_is_due(rows, capacity, reserved):
    """Who gets a seat, in the order of `rows` (key, association, …): whoever leaves room for all
    seats given before and for every guarantee.
    """
    used, due = dict.fromkeys(reserved, 0), set()
    for pk, association, _ in rows:
        after = used | {association: used.get(association, 0) + 1}
        if sum(max(n, reserved.get(node, 0)) for node, n in after.items()) <= capacity:
            used = after
            due.add(pk)
    return due
