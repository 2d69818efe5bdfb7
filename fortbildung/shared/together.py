"""Calls that come at the same moment are done together: one lock, one commit for them all.

Whoever comes when nobody is at work begins, after a moment for those who have set out already.
Those who come meanwhile wait; the first of them then does it for all, in the order in which they
came.
"""

import logging
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Event, local
from typing import Generic, TypeVar

from django.db import connection

log = logging.getLogger(__name__)

NOT_DONE = object()  # for nobody: each tries for themselves
MOST = 32  # at once
A_MOMENT = 0.005  # seconds, for those who have set out; to read a request takes about that long
Wish, Outcome = TypeVar("Wish"), TypeVar("Outcome")
PATIENCE = 0.5  # seconds; whoever has waited that long stands behind somebody who waits themselves


class OneByOne(Exception):
    """Raised by a service that cannot do these together."""


@dataclass(eq=False)
class _Call:
    wish: object
    ready: Event = field(default_factory=Event)
    leads: bool = False  # theirs to do, for all who wait
    outcome: object = NOT_DONE


class Together(Generic[Wish, Outcome]):
    """`work` takes wishes and gives the outcome of each, in one transaction of its own.

    No two with the same `of` are done together. When `work` fails for several, each is done for
    itself, so that nobody suffers from another's error. Inside a transaction the wish is part of
    that one and waits for nobody.
    """

    def __init__(
        self, work: Callable[[Sequence[Wish]], list[Outcome]], *, of: Callable[[Wish], Hashable]
    ) -> None:
        self.work, self.of = work, of
        self.busy, self.waiting, self._door = False, deque(), Condition()
        self.under_way, self._own = 0, local()

    @contextmanager
    def setting_out(self) -> Iterator[None]:
        """Within it a thread is about to call, if nothing comes between."""
        with self._door:
            self.under_way += 1
            self._own.way = True
        try:
            yield
        finally:
            with self._door:
                self._arrive()

    def __call__(self, wish: Wish) -> Outcome:
        if connection.in_atomic_block:
            return self._alone(wish)
        call = _Call(wish)
        self._stand_in_line(call)
        if not call.leads:
            call.ready.wait(PATIENCE)
            if self._gives_up(call):
                return self._alone(wish)
            call.ready.wait()
        if call.leads:
            self._do(self._gathered())
        return self._alone(wish) if call.outcome is NOT_DONE else call.outcome

    def _arrive(self):
        if vars(self._own).pop("way", False):
            self.under_way -= 1
            self._door.notify()

    def _stand_in_line(self, call):
        with self._door:
            self.waiting.append(call)
            self._arrive()
            if not self.busy:
                self.busy = call.leads = True

    def _gathered(self):
        """Those who wait, once nobody else is about to come."""
        with self._door:
            self._door.wait_for(lambda: not self.under_way, A_MOMENT)
            return self._next_batch()

    def _gives_up(self, call):
        """Whether nobody has begun with it yet; then it is done without the others."""
        with self._door:
            if call.leads or call not in self.waiting:
                return False
            self.waiting.remove(call)
            return True

    def _do(self, batch):
        try:
            self._work_for(batch)
        finally:
            self._hand_over()
            for call in batch[1:]:
                call.ready.set()

    def _work_for(self, batch):
        try:
            outcomes = self.work([call.wish for call in batch])
        except Exception as error:
            if len(batch) == 1:
                raise
            if not isinstance(error, OneByOne):
                log.warning("%s calls could not be done together.", len(batch), exc_info=True)
        else:
            for call, outcome in zip(batch, outcomes, strict=True):
                call.outcome = outcome

    def _hand_over(self):
        """The first who waits does it for all who wait."""
        with self._door:
            self.busy = bool(self.waiting)
            if self.busy:
                self.waiting[0].leads = True
                self.waiting[0].ready.set()

    def _next_batch(self):
        batch, left, seen = [], deque(), set()
        while self.waiting and len(batch) < MOST:
            call = self.waiting.popleft()
            key = self.of(call.wish)
            (left if key in seen else batch).append(call)
            seen.add(key)
        self.waiting.extendleft(reversed(left))
        return batch

    def _alone(self, wish):
        (outcome,) = self.work([wish])
        return outcome
