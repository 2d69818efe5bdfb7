"""How participants did in the test or project of a course that leads to a certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from courses.models import Assessment, Enrolment, Seminar
from courses.rules import reasons_not_to_assess
from courses.services.moves import lock
from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User


@dataclass(frozen=True)
class Result:
    """What came of somebody's assessment, or None while it is open."""

    passed: bool | None
    result: str = ""


def assessed(seminar: Seminar) -> QuerySet[Enrolment]:
    """Who takes part, by name, with their assessment."""
    people = seminar.enrolments.taking_part().of_people().select_related("person", "assessment")
    return people.order_by("person__last_name__unaccent", "person__first_name__unaccent", "pk")


@transacted
def assess(
    *, seminar: Seminar, subject: str, results: Mapping[int, Result], by: User, now: datetime
) -> int:
    """Record the results by enrolment; how many were new or changed.

    One that is open again is taken away.
    """
    if not Seminar.objects.recorded_by(by).filter(pk=seminar.pk).exists():
        raise PermissionDenied
    seminar = lock(seminar)
    refuse(reasons_not_to_assess(seminar=seminar, now=now))
    known = {enrolment.pk: enrolment for enrolment in assessed(seminar)}
    if not results.keys() <= known.keys():
        raise PermissionDenied
    return sum(_note(known[pk], subject, found, by, now) for pk, found in results.items())


def _note(enrolment, subject, found, by, now):
    facts = {"passed": found.passed, "subject": subject, "result": found.result}
    before = getattr(enrolment, "assessment", None)
    if found.passed is None:
        return bool(before and before.delete()[0])
    if before and all(getattr(before, name) == value for name, value in facts.items()):
        return False
    assessment = before or Assessment(enrolment=enrolment)
    for name, value in {**facts, "recorded_by": by, "recorded_at": now}.items():
        setattr(assessment, name, value)
    assessment.full_clean()
    assessment.save()
    return True
