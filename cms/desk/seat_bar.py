"""The seats of a seminar as one bar: who has them, what is kept, what is free."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

LENGTH = 1000  # units of the drawing
COLOURS = 6  # classes seat-1 … seat-6 of the style sheet


@dataclass(frozen=True)
class Part:
    """Some seats of one kind, and where they lie in the drawing."""

    kind: str  # the class that colours it
    name: str
    seats: int
    start: int
    width: int


@dataclass(frozen=True)
class Bar:
    parts: list[Part]
    end: int  # where the capacity ends; behind it lie seats beyond it
    summary: str


def bar_of(plan):
    """The bar of a seat plan; parts without a seat are left out."""
    whole = max(plan.capacity, plan.taken + max(plan.kept, 0))
    kinds = [kind for kind in _kinds(plan) if kind[2] > 0]
    parts, before = [], 0
    for kind, name, seats in kinds:
        start, after = before * LENGTH // whole, before + seats
        parts.append(Part(kind, name, seats, start, after * LENGTH // whole - start))
        before = after
    summary = ", ".join(f"{part.name}: {part.seats}" for part in parts)
    return Bar(parts, plan.capacity * LENGTH // whole, summary)


def _kinds(plan):
    top = [row for row in plan.rows if row.depth == 1]
    for number, row in enumerate(top):
        yield f"seat-{number % COLOURS + 1}", str(row.contingent.owner), row.used
    yield "seat-pool", _("taken without a contingent") if top else _("taken"), plan.pool
    yield "seat-kept", _("kept for contingents"), plan.kept
    yield "seat-free", _("free for all"), plan.free
