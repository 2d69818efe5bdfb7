"""Plan, actual costs and what of them a grant pays. Sums of cents, which always add up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reports.kinds import CostKind, FundingType

NOTHING = Decimal("0.00")
CENT = Decimal("0.01")
TENTH = Decimal("0.1")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Line:
    """One kind of cost. `limit` is up to what the grant pays it; None: all of it."""

    kind: CostKind
    planned: Decimal = NOTHING
    actual: Decimal = NOTHING
    limit: Decimal | None = None

    @property
    def deviation(self):
        return self.actual - self.planned

    @property
    def percent(self):
        """The deviation as a share of the plan; None where nothing was planned."""
        return percent_of(self.deviation, self.planned)

    @property
    def fundable(self):
        spent = max(self.actual, NOTHING)
        return spent if self.limit is None else min(spent, self.limit)

    @property
    def over(self):
        """What was spent above the limit."""
        return max(self.actual, NOTHING) - self.fundable


@dataclass(frozen=True)
class Account:
    """All costs of a seminar and who bears them: the grant, those who pay fees, the office."""

    lines: tuple[Line, ...]
    planned_income: Decimal
    income: Decimal
    grant: Decimal

    @property
    def planned(self):
        return sum((line.planned for line in self.lines), NOTHING)

    @property
    def actual(self):
        return sum((line.actual for line in self.lines), NOTHING)

    @property
    def deviation(self):
        return self.actual - self.planned

    @property
    def percent(self):
        return percent_of(self.deviation, self.planned)

    @property
    def fundable(self):
        return sum((line.fundable for line in self.lines), NOTHING)

    @property
    def own(self):
        """What the office bears itself; below zero what is left over."""
        return self.actual - self.income - self.grant


def percent_of(part, whole):
    if not whole:
        return None
    return (part * HUNDRED / whole).quantize(TENTH, ROUND_HALF_UP)


def limits_of(rule, caps: Iterable, days: Decimal) -> dict[str, Decimal]:
    """Up to how many euros the rule pays each kind for so many participant days."""
    if rule is None:
        return {}
    limits = {}
    for cap in caps:
        found = [cap.per_seminar] if cap.per_seminar is not None else []
        if cap.per_day is not None:
            found.append(cents(cap.per_day * days))
        limits[cap.kind] = min(found)
    return limits


def lines_of(
    planned: Mapping[str, Decimal],
    spent: Iterable[tuple[str, Decimal]],
    limits: Mapping[str, Decimal],
) -> tuple[Line, ...]:
    """A line for each kind that was planned or paid, in the order people know."""
    actual = dict.fromkeys(CostKind, NOTHING)
    paid = set()
    for kind, amount in spent:
        actual[CostKind(kind)] += amount
        paid.add(kind)
    return tuple(
        Line(kind, planned.get(kind, NOTHING), actual[kind], limits.get(kind))
        for kind in CostKind
        if kind in paid or planned.get(kind)
    )


def granted(
    funding_type: str, rule, *, fundable: Decimal, income: Decimal, days: Decimal
) -> Decimal:
    """What the grant pays of the fundable costs, by its type and the rates of the rule.

    A rate per participant day is the sum itself where the sum is fixed, and else the most.
    """
    if rule is None:
        return NOTHING
    most = fundable if rule.day_rate is None else min(fundable, cents(rule.day_rate * days))
    if funding_type == FundingType.SHARE and rule.share is not None:
        return min(most, cents(fundable * rule.share / HUNDRED))
    if funding_type == FundingType.SHORTFALL:
        return min(most, max(fundable - income, NOTHING))
    return most


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
