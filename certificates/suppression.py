"""Figures small enough to point at somebody are not shown, nor what would give them away. Pure."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

SMALLEST = 5  # persons


@dataclass(frozen=True)
class Cell:
    """Of so many who are asked, so many have it."""

    asked: int
    met: int

    def __add__(self, other):
        return Cell(self.asked + other.asked, self.met + other.met)

    @property
    def is_small(self):
        """Too few asked, or so few who have it, or lack it, that one could guess who."""
        return any(0 < part < SMALLEST for part in (self.asked, self.met, self.asked - self.met))


def hidden(cells: Mapping[Hashable, Cell]) -> set:
    """The keys not to show where the sum of all is known.

    Whoever subtracts what is shown from the sum gets what is hidden as one figure: it must not be
    a single cell's, and not small itself. So the smallest of the others are hidden, too.
    """
    secret = {key for key, cell in cells.items() if cell.is_small}
    rest = sorted(set(cells) - secret, key=lambda key: (cells[key].asked, str(key)))
    while secret and rest and _tells(secret, cells):
        secret.add(rest.pop(0))
    return secret


def _tells(secret, cells):
    together = sum((cells[key] for key in secret), Cell(0, 0))
    filled = [key for key in secret if cells[key].asked]
    return len(filled) == 1 or together.is_small
