"""The seat rule: how much room a seminar needs so that every seat and every guarantee is kept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contingent:
    """Seats promised to a node of the organisation tree and those below it.

    `used` counts the seats taken below the node outside its child contingents.
    """

    used: int
    reserved: int = 0
    children: tuple["Contingent", ...] = ()


def need(contingent):
    """The smallest room in which all seats used are kept and all guarantees can be claimed."""
    inside = contingent.used + sum(need(child) for child in contingent.children)
    return max(contingent.reserved, inside)
