"""Records move with people between associations: recognised by an office, agreed to by them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import CourseEffect, Equivalence, RecognitionConsent
from certificates.services.computing import compute
from certificates.services.earning import (
    EFFECTS,
    completed_on,
    settled_enrolments,
    without_revoked,
)
from certificates.states import Audience
from courses.kinds import RecordSource
from courses.models import Enrolment, QualificationRecord
from courses.services.overlaps import lock_people
from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice, Employment, User
from organisations.models.tree import STEP


@dataclass(frozen=True)
class Offer:
    """What an office would recognise, once the person agrees."""

    equivalence: Equivalence
    enrolment: Enrolment
    completed_on: date


@transaction.atomic
def decide(*, equivalence: Equivalence, by: User, now: datetime) -> Equivalence:
    """Recognise a course from now on."""
    equivalence.decided_by, equivalence.decided_at = by, now
    equivalence.full_clean()
    equivalence.save()
    return equivalence


@transaction.atomic
def withdraw(*, equivalence: Equivalence, now: datetime) -> Equivalence:
    """Recognise nothing more by it; what was recognised stays."""
    equivalence = Equivalence.objects.select_for_update().get(pk=equivalence.pk)
    if equivalence.withdrawn_at:
        raise Refused(_("This equivalence is withdrawn already."))
    equivalence.withdrawn_at = now
    equivalence.save(update_fields=["withdrawn_at"])
    return equivalence


def offers_for(person: User, *, now: datetime) -> list[Offer]:
    """What the offices of the associations the person works for would recognise, if they agree."""
    agreed = RecognitionConsent.objects.filter(person=person, withdrawn_at=None)
    rules = equivalences_for(person, now=now).exclude(pk__in=agreed.values("equivalence"))
    return list(_found(person, rules))


def equivalences_for(person: User, *, now: datetime) -> QuerySet[Equivalence]:
    """Those of the offices of the associations the person works for today."""
    jobs = Employment.objects.current(timezone.localdate(now)).filter(user=person)
    roots = {path[:STEP] for path in jobs.values_list("organisation__path", flat=True)}
    offices = CentralOffice.objects.filter(organisation__path__in=roots)
    rules = Equivalence.objects.standing().filter(central_office__in=offices)
    return rules.select_related("central_office", "course", "counts_as").order_by("pk")


def _found(person: User, rules: Iterable[Equivalence]) -> Iterable[Offer]:
    by_course = {}
    for rule in rules:
        by_course.setdefault(rule.course_id, []).append(rule)
    attended = without_revoked(settled_enrolments()).filter(
        person=person, seminar__course__in=by_course
    )
    for enrolment in attended.order_by("pk"):
        day = completed_on(enrolment)
        for rule in by_course[enrolment.seminar.course_id]:
            if rule.valid_from <= day and (rule.valid_until is None or day <= rule.valid_until):
                yield Offer(rule, enrolment, day)


@transaction.atomic
def agree(*, person: User, equivalence: Equivalence, now: datetime) -> RecognitionConsent:
    """The person agrees; what they attended is recognised at once, and what they will attend."""
    lock_people([person.pk])
    consent, _new = RecognitionConsent.objects.get_or_create(
        person=person, equivalence=equivalence, withdrawn_at=None, defaults={"given_at": now}
    )
    recognise(consent=consent, now=now)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: RecognitionConsent, now: datetime) -> None:
    """The person agrees no more: what was recognised by it counts no more either."""
    lock_people([consent.person_id])
    consent = RecognitionConsent.objects.select_related("equivalence", "person").get(pk=consent.pk)
    if consent.withdrawn_at:
        return
    consent.withdrawn_at = now
    consent.save(update_fields=["withdrawn_at"])
    rule = consent.equivalence
    facts = QualificationRecord.objects.standing().filter(
        person=consent.person,
        source_kind=RecordSource.RECOGNITION,
        course=rule.counts_as,
        central_office=rule.central_office,
        enrolment__seminar__course=rule.course,
    )
    for record in facts.select_related("qualification"):
        record.withdrawn_at, record.withdrawn_by = now, consent.person
        record.withdrawn_because = _("The person no longer agrees to the recognition.")
        record.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        compute(person=consent.person, qualification=record.qualification, now=now)


def recognise_due(*, now: datetime) -> int:
    """Recognise what people have attended since they agreed; how many facts were written."""
    standing = RecognitionConsent.objects.filter(withdrawn_at=None, equivalence__withdrawn_at=None)
    rows = standing.select_related(
        "person", "equivalence__counts_as", "equivalence__central_office"
    )
    return sum(recognise(consent=consent, now=now) for consent in rows.order_by("pk"))


@transaction.atomic
def recognise(*, consent: RecognitionConsent, now: datetime) -> int:
    """Write the facts that follow from an agreement, each once; how many."""
    lock_people([consent.person_id])
    rule = consent.equivalence
    effects = CourseEffect.objects.filter(
        course=rule.counts_as, does__in=EFFECTS, audience=Audience.PARTICIPANTS
    )
    count = 0
    for offer in list(_found(consent.person, [rule])):
        for effect in effects.select_related("qualification"):
            count += _write(consent, offer, effect, now=now)
    return count


def _write(consent, offer, effect, *, now):
    """Nothing where the attendance itself has given the kind already."""
    kind, rule = effect.qualification, offer.equivalence
    known = QualificationRecord.objects.standing().filter(
        enrolment=offer.enrolment, qualification=kind
    )
    if known.exists():
        return 0
    said = _("%(course)s, recognised as %(other)s")
    names = {"course": offer.enrolment.seminar.course, "other": rule.counts_as}
    QualificationRecord.objects.create(
        person=consent.person,
        qualification=kind,
        valid_from=offer.completed_on,
        source=(said % names)[:300],
        source_kind=RecordSource.RECOGNITION,
        effect=EFFECTS[effect.does],
        units=offer.enrolment.attended_units,
        course=rule.counts_as,
        enrolment=offer.enrolment,
        central_office=rule.central_office,
        recorded_at=now,
    )
    compute(person=consent.person, qualification=kind, now=now)
    return 1
