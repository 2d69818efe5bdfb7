"""Facts people enter by hand: recorded and withdrawn, and what follows is computed at once."""

from datetime import datetime

from django.db import transaction

from certificates.services.computing import compute
from courses.models import QualificationRecord
from courses.services import qualifications
from organisations.models import User


@transaction.atomic
def record(*, record: QualificationRecord, by: User, now: datetime) -> QualificationRecord:
    """Record what somebody is qualified in; see the service of the courses."""
    record = qualifications.record(record=record, by=by, now=now)
    compute(person=record.person, qualification=record.qualification, now=now)
    return record


@transaction.atomic
def withdraw(*, record: QualificationRecord, by: User, now: datetime) -> QualificationRecord:
    """The record counts no more; what rested on it falls with it."""
    record = qualifications.withdraw(record=record, by=by, now=now)
    compute(person=record.person, qualification=record.qualification, now=now)
    return record
