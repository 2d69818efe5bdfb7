"""Who gets a seat by selection: a ranking that anybody can repeat from the published seed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from courses.seats import Room


@dataclass(frozen=True)
class Applicant:
    """What the ranking knows of one application; `key` is its number, `charged_to` its contingent.

    `moved` is True or False where the office has taken the person in or left them out.
    """

    key: int
    provider: int
    charged_to: int | None
    mandatory: bool = False
    not_selected_last_time: bool = False
    priority: int = 2
    moved: bool | None = None
    elsewhere: bool = False  # has a seat in another seminar at the same time


@dataclass(frozen=True)
class Criteria:
    """Which criteria count, in this order; the lottery decides what they leave open."""

    mandatory_first: bool = True
    one_per_provider_first: bool = True
    not_selected_first: bool = True


@dataclass(frozen=True)
class Choice:
    """One applicant's rank from 1, whether they get a seat, and what decided it."""

    applicant: Applicant
    rank: int
    selected: bool
    turn: int  # 1: the first of their provider
    lot: str
    blocked: str = ""  # what stood against a seat: a `Hindrance`, or that the office left them out


LEFT_OUT, ELSEWHERE, PROVIDER = "left_out", "elsewhere", "provider"


def lot(seed: str, key: int) -> str:
    """The number an application draws: the same seed and application always give the same one."""
    return sha256(f"{seed}:{key}".encode()).hexdigest()


def select(
    applicants: Iterable[Applicant],
    *,
    room: Room,
    criteria: Criteria,
    seed: str,
    provider_limit: int | None = None,
    seats_before: Iterable[int] = (),
) -> list[Choice]:
    """Rank all applicants and give the seats of `room` from the top; contingents hold.

    `seats_before` names the provider of each seat that is taken already.
    """
    choices, seats = [], Counter(seats_before)
    for rank, (applicant, turn) in enumerate(_ranked(list(applicants), criteria, seed), 1):
        blocked = _blocked(applicant, room)
        if not blocked and provider_limit and seats[applicant.provider] >= provider_limit:
            blocked = PROVIDER
        if not blocked:
            room.give(applicant.charged_to)
            seats[applicant.provider] += 1
        choices.append(
            Choice(applicant, rank, not blocked, turn, lot(seed, applicant.key), blocked)
        )
    return choices


def _blocked(applicant, room):
    if applicant.moved is False or applicant.elsewhere:
        return LEFT_OUT if applicant.moved is False else ELSEWHERE
    block = room.block(applicant.charged_to)
    return block.hindrance.value if block else ""


def _ranked(applicants, criteria, seed):
    """Every applicant with their turn within the provider, in the order seats are given."""
    turns, seen = {}, {}
    plain = replace(criteria, one_per_provider_first=False)
    for applicant in sorted(applicants, key=lambda a: _rank(a, plain, seed, 1)):
        seen[applicant.provider] = seen.get(applicant.provider, 0) + 1
        turns[applicant] = seen[applicant.provider]
    ranked = sorted(applicants, key=lambda a: _rank(a, criteria, seed, turns[a]))
    return [(applicant, turns[applicant]) for applicant in ranked]


def _rank(applicant, criteria, seed, turn):
    """Smaller comes first: whom the office took in, then the classes, criteria and the lot."""
    return (
        applicant.moved is not True,
        applicant.priority,
        criteria.mandatory_first and not applicant.mandatory,
        turn if criteria.one_per_provider_first else 1,
        criteria.not_selected_first and not applicant.not_selected_last_time,
        lot(seed, applicant.key),
    )
