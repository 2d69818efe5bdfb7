"""From facts to periods: everything of a person and kind anew, under a lock on the person.

Pulled: whatever changed since the last time is found by its date, so nobody needs to tell. Who
adds or withdraws a fact computes at once, too.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from certificates.chain import Extension, Fact, follow
from certificates.models import Computed, CourseEffect, Decree, KindRule
from certificates.states import Audience, CourseDoes
from certificates.validity import Rule
from courses.models import Qualification, QualificationPeriod, QualificationRecord
from courses.services.overlaps import lock_people
from organisations.models import User

AT_ONCE = 2000  # pairs of person and kind in one turn of the beat


@transaction.atomic
def compute(*, person: User, qualification: Qualification, now: datetime) -> None:
    """Write the periods that follow from the facts. The same facts leave everything as it is."""
    lock_people([person.pk])
    records = list(_standing(person, qualification))
    decrees = list(_decrees(qualification))
    chain = follow(map(as_fact, records), rule_of(qualification), map(as_extension, decrees))
    _keep(person, qualification, chain, {decree.pk: decree for decree in decrees})
    Computed.objects.update_or_create(
        person=person, qualification=qualification, defaults={"at": now}
    )


def compute_stale(*, now: datetime) -> int:
    """Compute whatever changed since it was computed; how many pairs of person and kind."""
    found = list(_stale()[:AT_ONCE])
    people = User.objects.in_bulk({person for person, _kind in found})
    kinds = Qualification.objects.in_bulk({kind for _person, kind in found})
    for person, kind in found:
        compute(person=people[person], qualification=kinds[kind], now=now)
    return len(found)


def rule_of(qualification: Qualification) -> Rule:
    """The rule of a kind, with the courses that renew it."""
    kept = KindRule.objects.filter(qualification=qualification).first()
    if kept is None:
        return Rule()
    effects = CourseEffect.objects.filter(
        qualification=qualification, does=CourseDoes.RENEWS, audience=Audience.PARTICIPANTS
    )
    return kept.as_rule(effects.values_list("course", flat=True))


def _standing(person, qualification) -> Iterable[QualificationRecord]:
    records = QualificationRecord.objects.of(person).filter(qualification=qualification)
    return records.standing().order_by("pk")


def _decrees(qualification) -> Iterable[Decree]:
    standing = Decree.objects.filter(qualification=qualification, revoked_at=None)
    return standing.order_by("decided_at", "pk")


def as_fact(record: QualificationRecord) -> Fact:
    return Fact(
        key=record.pk,
        day=record.valid_from,
        effect=record.effect,
        until=record.valid_until,
        course=record.course_id,
        units=record.units,
    )


def as_extension(decree: Decree) -> Extension:
    return Extension(decree.pk, decree.ends_from, decree.ends_until, decree.valid_until)


def _keep(person, qualification, chain, decrees):
    """Replace the periods, unless they are the same as before."""
    before = QualificationPeriod.objects.of(person).filter(qualification=qualification)
    wanted = [
        QualificationPeriod(person=person, qualification=qualification, **facts)
        for facts in _rows(chain, decrees)
    ]
    if [_told(row) for row in before.order_by("first_day")] == [_told(row) for row in wanted]:
        return
    before.delete()
    QualificationPeriod.objects.bulk_create(wanted)


def _rows(chain, decrees) -> Iterator[dict]:
    for period in chain.periods:
        decree = decrees.get(period.extension)
        yield {
            "record_id": period.fact,
            "first_day": period.first,
            "last_day": period.last,
            "reckoned_from": period.reckoned_from,
            "window_from": period.window_from,
            "grace_until": period.grace_until,
            "extended_by": decree.reference if decree else "",
        }


def _told(row):
    """All that a period says, without its key."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields[1:]}  # noqa: SLF001 – Django's own way to the fields


def _stale():
    """Pairs of person and kind in which something is newer than the last computing."""
    known = Computed.objects.filter(
        person=OuterRef("person"), qualification=OuterRef("qualification")
    )
    decrees = Decree.objects.filter(qualification=OuterRef("qualification"))
    decided = (
        decrees.order_by()
        .values("qualification")
        .annotate(last=Greatest(Max("decided_at"), Max("revoked_at")))
    )
    last = Greatest(
        Max(Coalesce("withdrawn_at", "recorded_at")),
        Max("qualification__rule__changed_at"),
        Subquery(decided.values("last")),
    )
    pairs = QualificationRecord.objects.values("person", "qualification").annotate(
        last=last, computed=Subquery(known.values("at"))
    )
    stale = pairs.filter(Q(computed=None) | Q(computed__lt=F("last")))
    return stale.order_by("person", "qualification").values_list("person", "qualification")
