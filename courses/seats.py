"""The seat rule, without a database: who may be given a seat at this moment.

A seminar's room is a tree: the whole seminar at the root, contingents below it as their owners
stand in the organisation tree. `need` is the smallest room in which everybody who has a seat
keeps it and every guarantee can still be claimed in full. A seat may be given exactly when,
counting it, `need(root)` fits the capacity and no limit on its way to the root is exceeded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass
class Contingent:
    """Seats promised to a node of the organisation tree and those below it.

    `used` counts the seats charged to it, outside its child contingents; `reserved` is 0 once
    released, `release_at` when that will be. `key` and `path` say whose it is; the root has none.
    """

    used: int = 0
    reserved: int = 0
    limit: int | None = None
    waiting: int = 0
    key: int | None = None
    path: str = ""
    name: str = ""
    release_at: datetime | None = None
    children: list["Contingent"] = field(default_factory=list)


def total(contingent: Contingent) -> int:
    """The seats used at and below the contingent."""
    return contingent.used + sum(map(total, contingent.children))


def need(contingent: Contingent, plus: Contingent | None = None) -> int:
    """The smallest room in which all seats used are kept and all guarantees can be claimed.

    As if one more were charged to `plus`.
    """
    return max(contingent.reserved, _inside(contingent, plus))


def unclaimed(contingent: Contingent) -> int:
    """Guaranteed seats that neither anybody uses nor a contingent below is promised."""
    return max(contingent.reserved - _inside(contingent), 0)


def _inside(contingent, plus=None):
    used = contingent.used + (contingent is plus)
    return used + sum(need(child, plus) for child in contingent.children)


class Hindrance(StrEnum):
    """What stands against giving a seat."""

    FULL = "full"  # every seat is taken
    KEPT = "kept"  # what is free is kept for others
    LIMIT = "limit"  # a contingent's limit is reached


@dataclass(frozen=True)
class Block:
    """Why no seat can be given; `by` is the contingent whose limit is reached."""

    hindrance: Hindrance
    by: Contingent | None = None


class Room:
    """The seats of one seminar while somebody holds its lock."""

    def __init__(self, capacity: int, root: Contingent, contingents: Iterable[Contingent] = ()):
        """`root` holds what is charged to no contingent; `contingents` come in any order."""
        self.capacity, self.root = capacity, root
        self.by_key = {None: root}
        self._line = {None: [root]}
        # Owners further up have shorter paths, so each finds its parent in place.
        for contingent in sorted(contingents, key=lambda c: (len(c.path), c.path, c.key)):
            parent = self._nearest(contingent.path)
            parent.children.append(contingent)
            self.by_key[contingent.key] = contingent
            self._line[contingent.key] = [*self._line[parent.key], contingent]

    def charge_of(self, path: str) -> int | None:
        """The key of the contingent a seat for somebody at `path` of the tree is charged to."""
        return self._nearest(path).key

    def _nearest(self, path):
        above = [c for c in self.by_key.values() if c.path and path.startswith(c.path)]
        return max(above, key=lambda c: len(c.path), default=self.root)

    def line(self, key: int | None) -> list[Contingent]:
        """The contingents from the root down to the one with this key."""
        return self._line[key]

    @property
    def taken(self) -> int:
        return total(self.root)

    @property
    def need(self) -> int:
        return need(self.root)

    @property
    def kept(self) -> int:
        """Seats not taken but kept for guarantees nobody has claimed yet."""
        return self.need - self.taken

    @property
    def free(self) -> int:
        """Seats not taken and kept for nobody."""
        return max(self.capacity - self.need, 0)

    def block(self, key: int | None) -> Block | None:
        """What stands against one more seat for this contingent; None when it may be given."""
        if self.taken >= self.capacity:
            return Block(Hindrance.FULL)
        for contingent in self._line[key]:
            if contingent.limit is not None and total(contingent) >= contingent.limit:
                return Block(Hindrance.LIMIT, contingent)
        fits = need(self.root, plus=self.by_key[key]) <= self.capacity
        return None if fits else Block(Hindrance.KEPT)

    def join(self, key: int | None) -> None:
        """One more person waits for a seat of this contingent."""
        self.by_key[key].waiting += 1

    def give(self, key: int | None) -> None:
        """One person who waited for a seat of this contingent has got it."""
        self.by_key[key].waiting -= 1
        self.by_key[key].used += 1

    def leave(self, key: int | None, *, had_a_seat: bool) -> None:
        """One person has given up their seat, or their place in the queue."""
        if had_a_seat:
            self.by_key[key].used -= 1
        else:
            self.by_key[key].waiting -= 1

    def waiting_for(self, keys: Iterable[int | None]) -> int:
        """How many wait for a seat of these contingents."""
        return sum(self.by_key[key].waiting for key in keys)

    def claimable(self) -> list[int | None]:
        """The contingents somebody waits in who could be given a seat now."""
        return [key for key, c in self.by_key.items() if c.waiting > 0 and self.block(key) is None]
