"""What somebody is qualified in and how it came about: every fact with what became of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from certificates.chain import follow
from certificates.models import CourseEffect, Decree, KindRule
from certificates.services.computing import as_extension, as_fact
from certificates.states import Audience, CourseDoes, Outcome
from certificates.validity import Rule
from courses.models import Qualification, QualificationPeriod, QualificationRecord
from organisations.models import User


@dataclass(frozen=True)
class Entry:
    """A fact and its outcome; none where it is withdrawn."""

    record: QualificationRecord
    outcome: Outcome | None


@dataclass(frozen=True)
class History:
    """One kind: its periods and its facts, the latest first."""

    kind: Qualification
    periods: list[QualificationPeriod]
    entries: list[Entry]

    def current(self, on: date) -> QualificationPeriod | None:
        return next((p for p in self.periods if _covers(p, on)), None)


def histories_of(person: User) -> list[History]:
    """By the name of the kind; more kinds and facts cost no more queries."""
    records, periods = defaultdict(list), defaultdict(list)
    for record in _records(person):
        records[record.qualification].append(record)
    for period in QualificationPeriod.objects.of(person).order_by("-first_day"):
        periods[period.qualification_id].append(period)
    rules, decrees = _rules(records), _decrees(records)
    return [
        History(kind, periods[kind.pk], _entries(found, rules[kind.pk], decrees[kind.pk]))
        for kind, found in sorted(records.items(), key=lambda item: item[0].name)
    ]


def _records(person) -> QuerySet[QualificationRecord]:
    own = QualificationRecord.objects.of(person).select_related("qualification", "central_office")
    return own.order_by("-valid_from", "-pk")


def _entries(records, rule, decrees):
    standing = [record for record in records if record.withdrawn_at is None]
    chain = follow(map(as_fact, standing), rule, map(as_extension, decrees))
    outcomes = {verdict.fact: verdict.outcome for verdict in chain.verdicts}
    return [Entry(record, outcomes.get(record.pk)) for record in records]


def _rules(kinds):
    renewing = defaultdict(set)
    effects = CourseEffect.objects.filter(
        qualification__in=kinds, does=CourseDoes.RENEWS, audience=Audience.PARTICIPANTS
    )
    for kind, course in effects.values_list("qualification", "course"):
        renewing[kind].add(course)
    rules = defaultdict(Rule)
    for kept in KindRule.objects.filter(qualification__in=kinds):
        rules[kept.pk] = kept.as_rule(renewing[kept.pk])
    return rules


def _decrees(kinds):
    by_kind = defaultdict(list)
    standing = Decree.objects.filter(qualification__in=kinds, revoked_at=None)
    for decree in standing.order_by("decided_at", "pk"):
        by_kind[decree.qualification_id].append(decree)
    return by_kind


def _covers(period, on):
    return period.first_day <= on and (period.last_day is None or on <= period.last_day)
