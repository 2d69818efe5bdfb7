"""Two hands at the same moment, each on a connection of its own; and what the lock keeps apart."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

from django.db import DatabaseError

from courses.models import Enrolment
from courses.services import at_hand, rooms
from tests.courses.test_races import at_once


def race(*calls):
    """What each call gives, or the name of what the database said against it."""

    def trying(call):
        try:
            return call()
        except DatabaseError as error:
            said = error.__cause__
            return said.diag.constraint_name or type(said).__name__

    return at_once(*[lambda call=call: trying(call) for call in calls])


def meeting():
    """Where two wait for each other, once."""
    barrier = Barrier(2)

    def meet():
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=2)

    return meet


def meet_before_moving(monkeypatch):
    move_to, meet = Enrolment.move_to, meeting()

    def move(self, state, *, now):
        move_to(self, state, now=now)
        meet()

    monkeypatch.setattr(Enrolment, "move_to", move)


def take_the_lock_away(monkeypatch):
    """Seminars are read and not locked; both hands look before either acts."""
    read, after_look = rooms._rows, meeting()

    def look(seminars):
        rows = read(seminars)
        after_look()
        return rows

    unlocked = at_hand.LOCKED.statement.replace("FOR NO KEY UPDATE OF s", "")
    monkeypatch.setattr(at_hand.LOCKED, "statement", unlocked)
    monkeypatch.setattr("courses.services.rooms._rows", look)
