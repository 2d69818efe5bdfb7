"""What people are qualified in: kinds are maintained, records made and withdrawn, never deleted."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from courses.models import Qualification, QualificationRecord
from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice, Employment, User


@transaction.atomic
def define(*, qualification: Qualification) -> Qualification:
    """Save a new or changed kind of qualification."""
    qualification.full_clean()
    qualification.save()
    return qualification


def find_person(*, email: str, offices: Iterable[CentralOffice], on: date) -> User | None:
    """Who has exactly this address and is enrolled with one of `offices` or works at a site."""
    people = User.objects.filter(is_active=True, email=email.strip().lower())
    enrolled = Q(enrolments__seminar__central_office__in=offices)
    working = Q(pk__in=Employment.objects.current(on).values("user"))
    return people.filter(enrolled | working).distinct().first()


@transaction.atomic
def record(*, record: QualificationRecord, by: User, now: datetime) -> QualificationRecord:
    """Record what somebody is qualified in; the same is not recorded twice."""
    record.recorded_by, record.recorded_at = by, now
    record.full_clean()
    record.save(force_insert=True)
    return record


@transaction.atomic
def withdraw(*, record: QualificationRecord, by: User, now: datetime) -> QualificationRecord:
    """The record counts no more; it stays to be seen."""
    record = QualificationRecord.objects.select_for_update(of=["self"]).get(pk=record.pk)
    if record.withdrawn_at is not None:
        raise Refused(_("This record is withdrawn already."))
    record.withdrawn_at, record.withdrawn_by = now, by
    record.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return record
