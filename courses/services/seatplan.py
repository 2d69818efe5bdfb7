"""The seats of one seminar as the office sees them: figures, contingents, and who waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from courses.models import Contingent, Seminar
from courses.seats import need, total, unclaimed
from courses.services.rooms import room_of
from courses.states import EnrolmentState


@dataclass(frozen=True)
class Row:
    """One contingent; `depth` 1 stands directly in the seminar's room."""

    contingent: Contingent
    depth: int
    reserved: int  # guaranteed at this moment
    used: int  # at and below it
    open: int  # guaranteed and not claimed
    need: int
    waiting: int
    released: bool


@dataclass(frozen=True)
class SeatPlan:
    """`free` seats are for everybody, `kept` ones for guarantees nobody has claimed."""

    capacity: int
    taken: int
    kept: int
    free: int
    pool: int  # seats charged to no contingent
    waiting: int
    held: list[tuple[int, datetime]]  # how many until when
    rows: list[Row]
    waiting_by_association: list[tuple[str, int]]

    @property
    def over(self) -> int:
        """Seats taken beyond the capacity, after it was lowered."""
        return max(self.taken - self.capacity, 0)


def seat_plan(seminar: Seminar, *, now: datetime) -> SeatPlan:
    """The plan at `now`, in four queries whatever the seminar's size."""
    room = room_of(seminar, now=now)
    contingents = seminar.contingents.select_related("organisation", "central_office")
    by_key = {contingent.pk: contingent for contingent in contingents}
    rows = [_row(promise, room, by_key, now) for promise in _in_order(room.root)]
    held = seminar.enrolments.filter(state=EnrolmentState.HELD).values_list("held_until")
    waiting = seminar.enrolments.filter(state=EnrolmentState.WAITING).order_by()
    by_association = waiting.values_list("association__name").annotate(n=Count("pk"))
    return SeatPlan(
        capacity=room.capacity,
        taken=room.taken,
        kept=room.kept,
        free=room.free,
        pool=room.root.used,
        waiting=sum(promise.waiting for promise in room.by_key.values()),
        held=[(n, until) for until, n in held.annotate(n=Count("pk")).order_by("held_until")],
        rows=rows,
        waiting_by_association=list(by_association.order_by("-n", "association__name")),
    )


def _row(promise, room, by_key, now):
    contingent = by_key[promise.key]
    return Row(
        contingent=contingent,
        depth=len(room.line(promise.key)) - 1,
        reserved=promise.reserved,
        used=total(promise),
        open=unclaimed(promise),
        need=need(promise),
        waiting=promise.waiting,
        released=contingent.is_released(now),
    )


def _in_order(root):
    for child in root.children:
        yield child
        yield from _in_order(child)
