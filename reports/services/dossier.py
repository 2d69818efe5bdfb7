"""All that is known of a seminar when it is accounted for: read once, told in many ways."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from operator import attrgetter

from django.db.models import Sum, prefetch_related_objects

from courses.kinds import AttendanceSource
from courses.models import Attendance, CancellationFee, Evaluation, Seminar, Session
from courses.services.evaluation_results import Results, results_of
from organisations.states import EmploymentFunction
from reports.figures.attended import days_held, is_online, participant_days
from reports.models import FundedSeminar, Grant, GrantRule, Narrative, Voucher
from reports.rules.costs import NOTHING, Account, granted, limits_of, lines_of
from reports.rules.participant_days import Count, rule_on


@dataclass(frozen=True)
class Participant:
    """Somebody who was there, with the context frozen when they booked."""

    name: str
    function: str
    site: str
    provider: str
    land: str
    count: Count


@dataclass(frozen=True)
class Dossier:
    """`participants` were there; of `awaited` seats it is not recorded whether anybody was."""

    seminar: Seminar
    sessions: Sequence[Session]
    online: bool
    grant: Grant | None
    rule: GrantRule | None
    participants: Sequence[Participant]
    awaited: int
    account: Account
    has_plan: bool
    vouchers: Sequence[Voucher]
    narrative: Narrative | None
    signed_lists: int
    seen_online: bool  # by a conference tool, or checked in
    results: Results | None
    statistics: dict[str, Counter] = field(default_factory=dict)

    @property
    def days(self) -> Decimal:
        return days_of(self.participants)

    @property
    def units(self) -> Decimal:
        return sum((person.count.units for person in self.participants), Decimal(0))


def days_of(participants: Sequence[Participant]) -> Decimal:
    return sum((person.count.days for person in participants), Decimal(0))


def dossier_of(seminar: Seminar, *, now: datetime) -> Dossier:
    """In a number of queries that does not grow with people or vouchers."""
    prefetch_related_objects([seminar], "sessions")
    sessions = sorted(seminar.sessions.all(), key=attrgetter("starts_at"))
    grant, rules = _terms(seminar)
    held = days_held(seminar)
    rule = rule_on(rules, held[0]) if held else None
    participants = _participants(seminar, rules)
    vouchers = seminar.vouchers.select_related("claim").prefetch_related("claim__receipts")
    vouchers = list(vouchers.order_by("number"))
    return Dossier(
        seminar=seminar,
        sessions=sessions,
        online=is_online(seminar),
        grant=grant,
        rule=rule,
        participants=participants,
        awaited=_awaited(seminar, len(sessions)),
        account=_account(seminar, grant, rule, vouchers, days_of(participants)),
        has_plan=hasattr(seminar, "cost_plan"),
        vouchers=vouchers,
        narrative=seminar.narratives.order_by("-version").first(),
        signed_lists=seminar.signed_lists.count(),
        seen_online=_records(seminar).exclude(source=AttendanceSource.MANUAL).exists(),
        results=_results(seminar, now),
        statistics={
            name: Counter(getattr(person, name) for person in participants)
            for name in ("land", "provider", "function")
        },
    )


def _terms(seminar):
    related = FundedSeminar.objects.filter(seminar=seminar).select_related("grant__programme")
    funded = related.first()
    if funded is None:
        return None, []
    return funded.grant, list(funded.grant.rules.prefetch_related("caps").order_by("valid_from"))


def _records(seminar):
    return Attendance.objects.filter(session__seminar=seminar)


def _awaited(seminar, sessions):
    """Seats without a record for every session."""
    recorded = Counter(_records(seminar).values_list("enrolment_id", flat=True))
    seats = seminar.enrolments.taking_part().values_list("pk", flat=True)
    return sum(recorded[pk] < sessions for pk in seats)


def _participants(seminar, rules):
    counts = participant_days(seminar, rules)
    related = ("person", "organisation", "provider", "land")
    rows = seminar.enrolments.filter(pk__in=counts).select_related(*related)
    rows = rows.order_by("person__last_name__unaccent", "person__first_name__unaccent", "pk")
    labels = dict(EmploymentFunction.choices)
    return [
        Participant(
            name=f"{row.person.last_name}, {row.person.first_name}".rstrip(", "),
            function=str(labels.get(row.function, row.function)),
            site=row.organisation.name,
            provider=row.provider.name,
            land=row.land.name,
            count=counts[row.pk],
        )
        for row in rows
    ]


def _account(seminar, grant, rule, vouchers, days):
    plan = getattr(seminar, "cost_plan", None)
    planned = dict(plan.costs.values_list("kind", "amount")) if plan else {}
    spent = [(each.kind, each.amount) for each in vouchers if each.struck_at is None]
    lines = lines_of(planned, spent, limits_of(rule, rule.caps.all() if rule else [], days))
    income = income_of(seminar)
    fundable = sum((line.fundable for line in lines), NOTHING)
    paid = NOTHING
    if grant:
        facts = {"fundable": fundable, "income": income, "days": days}
        paid = granted(grant.funding_type, rule, **facts)
    return Account(lines, plan.income if plan else NOTHING, income, paid)


def income_of(seminar: Seminar) -> Decimal:
    """The fee of every seat that was not given up, and what cancelling cost, unless waived."""
    fees = seminar.fee * seminar.enrolments.taking_part().count()
    due = CancellationFee.objects.filter(enrolment__seminar=seminar).due()
    return fees + (due.aggregate(total=Sum("amount"))["total"] or NOTHING)


def _results(seminar, now):
    evaluation = Evaluation.objects.select_related("questionnaire").filter(seminar=seminar).first()
    if evaluation is None:
        return None
    evaluation.seminar = seminar
    return results_of(evaluation, now=now)
