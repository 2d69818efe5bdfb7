"""Figures small enough to point at somebody are not shown, nor what would give them away. Pure.

A table and its totals are a net: each line (a row, a column, the parts of a group) is a knot where
the parts add up to their total, each cell a thread between the two lines it belongs to. What is
hidden can be computed from what is shown exactly where a hidden thread is the only one between two
halves of the net. So further cells are hidden until each hidden cell lies on a ring of others.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

SMALLEST = 5  # persons
OUTSIDE = None  # where a thread ends that belongs to one line only


@dataclass(frozen=True)
class Cell:
    """The persons it is about, in each respect in which they could be guessed.

    It is a part of the lines `part_of` and the sum of the lines `total_of`, two at most.
    """

    counts: tuple[int, ...]
    part_of: tuple[Hashable, ...] = ()
    total_of: tuple[Hashable, ...] = ()

    @property
    def is_small(self):
        return any(map(_small, self.counts))

    @property
    def is_empty(self):
        """About nobody: everybody may know that."""
        return not any(self.counts)

    @property
    def ends(self):
        return (*self.part_of, *self.total_of, OUTSIDE, OUTSIDE)[:2]


def hidden(cells: Mapping[Hashable, Cell]) -> set:
    """The keys not to show: small cells, and what would tell them or a small sum of them."""
    filled = {key: cell for key, cell in cells.items() if not cell.is_empty}
    lines = _lines(filled)
    secret = {key for key, cell in filled.items() if cell.is_small}
    before = None
    while before != len(secret):
        before = len(secret)
        for line in lines.values():
            _widen(line, filled, secret)
        _close_rings(filled, secret)
    return secret


def _small(persons):
    return 0 < persons < SMALLEST


def _lines(cells):
    """Line → (keys of its parts, key of its total)."""
    parts, totals = defaultdict(list), {}
    for key, cell in cells.items():
        for line in cell.part_of:
            parts[line].append(key)
        for line in cell.total_of:
            totals[line] = key
    return {line: (keys, totals.get(line)) for line, keys in parts.items()}


def _widen(line, cells, secret):
    """Hide the next smallest parts while those hidden are few persons together."""
    parts, total = line
    shown = sorted(set(parts) - secret, key=lambda key: (cells[key].counts, str(key)))
    while total not in secret and _tells(line, cells, secret):
        secret.add(shown.pop(0) if shown else total)


def _tells(line, cells, secret):
    """Whether what is hidden in the line is, together, about a few persons.

    Somebody may stand in several parts, so that is counted from below.
    """
    parts, total = line
    ours = [cells[key].counts for key in parts if key in secret]
    others = [cells[key].counts for key in parts if key not in secret]
    if not ours or total is None:
        return False
    for place, all_persons in enumerate(cells[total].counts):
        least = max(persons[place] for persons in ours)
        rest = all_persons - sum(persons[place] for persons in others)
        if _small(max(least, rest)):
            return True
    return False


def _close_rings(cells, secret):
    """Let every hidden cell lie on a ring of hidden ones."""
    net = _beside({key: cell.ends for key, cell in cells.items()})
    for key in sorted(_bridges({key: cells[key].ends for key in secret}), key=str):
        secret.update(_way_round(key, cells, net, secret))


def _bridges(edges):
    """The keys of the edges that lie on no ring."""
    up, depth = _forest(edges)
    top = {node: node for node in depth}

    def topmost(node):
        while top[node] != node:
            top[node] = node = top[top[node]]
        return node

    inner = {key for key, _above in up.values()}
    for a, b in (ends for key, ends in edges.items() if key not in inner):
        low, high = topmost(a), topmost(b)
        while low != high:
            low, high = (low, high) if depth[low] >= depth[high] else (high, low)
            top[low] = up[low][1]
            low = topmost(low)
    return {key for node, (key, _above) in up.items() if topmost(node) == node}


def _forest(edges):
    """Node → (edge, node above) of a spanning forest, and how deep each node lies."""
    beside = _beside(edges)
    up, depth = {}, {}
    for root in beside:
        waiting = [] if root in depth else [root]
        depth.setdefault(root, 0)
        while waiting:
            node = waiting.pop()
            for key, other in beside[node]:
                if other not in depth:
                    up[other], depth[other] = (key, node), depth[node] + 1
                    waiting.append(other)
    return up, depth


def _beside(edges):
    beside = defaultdict(list)
    for key, (a, b) in edges.items():
        beside[a].append((key, b))
        beside[b].append((key, a))
    return beside


def _way_round(key, cells, net, secret):
    """The cells of the ring through `key` for which the fewest persons more are hidden."""
    start, goal = cells[key].ends
    order, reached = count(), set()
    waiting = [(0, next(order), start, ())]
    while waiting:
        cost, _order, node, way = heappop(waiting)
        if node == goal:
            return way
        if node in reached:
            continue
        reached.add(node)
        for other, there in net[node]:
            if other != key and there not in reached:
                price = cost if other in secret else cost + 1 + sum(cells[other].counts)
                heappush(waiting, (price, next(order), there, (*way, other)))
    return ()
