"""Facts that follow from seminars: pulled by the beat, and running it again changes nothing.

A closed seminar is settled: who attended it, or taught it, has earned what the course grants or
renews. A certificate that was revoked takes the fact with it that rested on the same attendance.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate, CourseEffect
from certificates.services.computing import compute, compute_stale
from certificates.states import Audience, CertificateState, CourseDoes
from courses.kinds import QualificationEffect, RecordSource
from courses.models import Engagement, Enrolment, QualificationRecord
from courses.services.overlaps import lock_people
from courses.states import EnrolmentState, SeminarState

EFFECTS = {
    CourseDoes.GRANTS: QualificationEffect.GRANTS,
    CourseDoes.RENEWS: QualificationEffect.RENEWS,
}
log = logging.getLogger(__name__)


def keep_up(*, now: datetime) -> int:
    """Write the facts that are owed, withdraw those whose ground is gone; how many in all."""
    count = 0
    for effect in _effects():
        learns = effect.audience == Audience.PARTICIPANTS
        owed = attended_without(effect) if learns else taught_without(effect)
        for one in owed.order_by("pk"):
            count += earn(one, effect, now=now)
    for record in groundless().select_related("person", "qualification").order_by("pk"):
        count += _withdraw(record, now=now)
    return count + compute_stale(now=now)


def _effects() -> Iterable[CourseEffect]:
    effects = CourseEffect.objects.filter(does__in=EFFECTS)
    return effects.select_related("course", "qualification").order_by("pk")


def attended_without(effect: CourseEffect) -> QuerySet[Enrolment]:
    """Who has attended the course and is owed the effect; with `ended_at`."""
    found = without_revoked(settled_enrolments()).filter(seminar__course=effect.course)
    return _since(found.exclude(_has_fact("enrolment", effect)), effect)


def settled_enrolments() -> QuerySet[Enrolment]:
    """Attended, in closed seminars; with `ended_at`."""
    found = Enrolment.objects.of_people().filter(
        state=EnrolmentState.ATTENDED, seminar__state=SeminarState.CLOSED
    )
    ended = found.annotate(ended_at=Max("seminar__sessions__ends_at"))
    return ended.select_related("person", "seminar__course", "seminar__central_office")


def taught_without(effect: CourseEffect) -> QuerySet[Engagement]:
    """Who has taught the course and is owed the effect; with `ended_at`."""
    found = Engagement.objects.filter(
        seminar__course=effect.course,
        seminar__state=SeminarState.CLOSED,
        speaker__user__isnull=False,
    ).exclude(_has_fact("engagement", effect))
    ended = found.annotate(ended_at=Max("seminar__sessions__ends_at"))
    related = ("speaker__user", "seminar__course", "seminar__central_office")
    return _since(ended, effect).select_related(*related)


def groundless() -> QuerySet[QualificationRecord]:
    """Facts that stand although attendance was corrected or the certificate revoked."""
    facts = QualificationRecord.objects.standing().filter(enrolment__isnull=False)
    certificates = Certificate.objects.filter(enrolment=OuterRef("enrolment"))
    revoked = Exists(certificates.filter(state=CertificateState.REVOKED))
    issued = Exists(certificates.filter(state=CertificateState.ISSUED))
    return facts.filter(~Q(enrolment__state=EnrolmentState.ATTENDED) | (Q(revoked) & ~Q(issued)))


@transaction.atomic
def earn(one: Enrolment | Engagement, effect: CourseEffect, *, now: datetime) -> bool:
    """Write the fact, unless somebody else was faster; whether it was written."""
    learnt = isinstance(one, Enrolment)
    person = one.person if learnt else one.speaker.user
    lock_people([person.pk])
    place = {"enrolment": one} if learnt else {"engagement": one}
    same = QualificationRecord.objects.standing().filter(
        **place, qualification=effect.qualification
    )
    if same.exists():
        return False
    QualificationRecord.objects.create(
        person=person,
        qualification=effect.qualification,
        valid_from=completed_on(one),
        source=_source(one, learnt=learnt),
        source_kind=RecordSource.ENROLMENT if learnt else RecordSource.TEACHING,
        effect=EFFECTS[effect.does],
        units=one.attended_units if learnt else effect.course.teaching_units,
        course=effect.course,
        central_office=one.seminar.central_office,
        recorded_at=now,
        **place,
    )
    compute(person=person, qualification=effect.qualification, now=now)
    return True


def completed_on(one: Enrolment | Engagement) -> date:
    """The last day of the seminar; where it had no sessions, when it was settled."""
    moment = one.ended_at or getattr(one, "moved_at", None) or one.seminar.closes_at
    return timezone.localdate(moment)


@transaction.atomic
def _withdraw(record, *, now):
    lock_people([record.person_id])
    record = groundless().select_related("person", "qualification").filter(pk=record.pk).first()
    if record is None:
        return False
    record.withdrawn_at = now
    record.withdrawn_because = _("The attendance or the certificate it rested on does not stand.")
    record.save(update_fields=["withdrawn_at", "withdrawn_because"])
    compute(person=record.person, qualification=record.qualification, now=now)
    log.info("Fact %s was withdrawn", record.pk)
    return True


def _source(one, *, learnt):
    said = _("Attended %(number)s %(course)s") if learnt else _("Taught %(number)s %(course)s")
    return (said % {"number": one.seminar.number, "course": one.seminar.course.title})[:300]


def _since(rows, effect):
    if effect.since is None:
        return rows
    return rows.filter(ended_at__date__gte=effect.since)


def _has_fact(field, effect):
    """One that stands, or one that somebody has withdrawn by hand."""
    facts = QualificationRecord.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_by__isnull=False),
        qualification=effect.qualification,
        **{field: OuterRef("pk")},
    )
    return Exists(facts)


def without_revoked(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Those whose certificate was not revoked."""
    certificates = Certificate.objects.filter(enrolment=OuterRef("pk"))
    revoked = certificates.filter(state=CertificateState.REVOKED)
    issued = certificates.filter(state=CertificateState.ISSUED)
    return enrolments.exclude(Exists(revoked) & ~Exists(issued))
