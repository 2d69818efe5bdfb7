"""Proofs of trainings elsewhere: handed in, then accepted with a date or declined with a reason."""

from datetime import date, datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates import mails
from certificates.models import Evidence
from certificates.services.computing import compute
from certificates.states import EvidenceState
from courses.kinds import QualificationEffect, RecordSource
from courses.models import Qualification, QualificationRecord
from courses.services.signed_lists import ENDINGS, checked, named
from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice, Employment, User
from organisations.services.approvers import approvers_of, offices_of_association


@transaction.atomic
def hand_in(*, evidence: Evidence, upload: UploadedFile, now: datetime) -> Evidence:
    """Keep the proof and tell whoever decides. Raises Refused for what is no PDF or picture."""
    content, kind = checked(upload)
    evidence.state, evidence.handed_in_at = EvidenceState.HANDED_IN, now
    evidence.file = ContentFile(content, f"nachweis.{ENDINGS[kind]}")
    evidence.filename = named(upload.name, kind)
    evidence.full_clean(exclude=["file"])
    evidence.save(force_insert=True)
    mails.tell_handed_in(evidence, to=_deciders(evidence.person, now), now=now)
    return evidence


def _deciders(person, now):
    """The nearest managers' addresses, else those of the association's central offices."""
    today = timezone.localdate(now)
    jobs = Employment.objects.current(today).filter(user=person).select_related("organisation")
    found = []
    for job in jobs:
        managers = approvers_of(job.organisation, applicant=person, on=today)
        offices = offices_of_association(job.organisation)
        found += [one.email for one in managers or offices]
    return sorted(set(found))


@transaction.atomic
def take_back(*, evidence: Evidence) -> Evidence:
    """The person wants nothing decided; the file goes."""
    evidence = _locked(evidence)
    evidence.state = EvidenceState.WITHDRAWN
    paper, evidence.file = evidence.file.name, ""
    evidence.save(update_fields=["state", "file"])
    transaction.on_commit(partial(evidence.file.storage.delete, paper))
    return evidence


@transaction.atomic
def accept(  # noqa: PLR0913 – all facts of one decision
    *,
    evidence: Evidence,
    qualification: Qualification,
    effect: QualificationEffect,
    valid_from: date,
    valid_until: date | None,
    by: User,
    now: datetime,
) -> Evidence:
    """The proof counts from `valid_from`; it becomes a fact, and what follows is computed."""
    evidence = _locked(evidence)
    record = QualificationRecord(
        person=evidence.person,
        qualification=qualification,
        valid_from=valid_from,
        valid_until=valid_until,
        source=f"{evidence.title}, {evidence.issuer}",
        source_kind=RecordSource.EVIDENCE,
        effect=effect,
        units=evidence.units,
        central_office=CentralOffice.objects.staffed_by(by).order_by("pk").first(),
        recorded_by=by,
        recorded_at=now,
    )
    record.full_clean()
    record.save(force_insert=True)
    evidence.record = record
    _decide(evidence, EvidenceState.ACCEPTED, by=by, now=now)
    compute(person=evidence.person, qualification=qualification, now=now)
    return evidence


@transaction.atomic
def decline(*, evidence: Evidence, reason: str, by: User, now: datetime) -> Evidence:
    """The proof does not count; the person reads why."""
    evidence = _locked(evidence)
    evidence.reason = reason
    _decide(evidence, EvidenceState.DECLINED, by=by, now=now)
    return evidence


def _locked(evidence):
    """The row, locked, if nothing is decided yet."""
    found = Evidence.objects.select_for_update(of=["self"]).select_related("person")
    evidence = found.get(pk=evidence.pk)
    if evidence.state != EvidenceState.HANDED_IN:
        raise Refused(_("This proof is decided about already."))
    return evidence


def _decide(evidence, state, *, by, now):
    evidence.state, evidence.decided_by, evidence.decided_at = state, by, now
    evidence.save(update_fields=["state", "decided_by", "decided_at", "reason", "record"])
    mails.tell_decided(evidence, now=now)
