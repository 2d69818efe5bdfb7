"""Certificates are pulled: the beat looks for what is owed, nothing upstream knows of it."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone, translation

from certificates import mails
from certificates.facts import facts_of
from certificates.models import Certificate, Design, Run
from certificates.rules import reasons_not_to_issue, reasons_not_to_print
from certificates.services.making import Outcome, Wanted, lock_office, make, with_facts
from certificates.states import CertificateKind
from courses.kinds import BatchKind
from courses.models import Enrolment
from courses.services import batches
from courses.services.batches import Prospect
from courses.states import EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused

CARRY_OUT = "certificates.tasks.carry_out_batches"
log = logging.getLogger(__name__)
ANY_CODE = "0000-0000-0000"  # stands in for one while it is only asked what hinders
AT_ONCE = 25  # certificates in one transaction: about a second
Due = tuple[CertificateKind, int]  # what is owed to which enrolment
EVERYWHERE = Q()

OWED = {
    CertificateKind.ATTENDANCE: {"state": EnrolmentState.ATTENDED},
    CertificateKind.PARTIAL: {
        "state": EnrolmentState.PARTLY_ATTENDED,
        "seminar__course__confirms_partial": True,
    },
    CertificateKind.ACHIEVEMENT: {
        "state": EnrolmentState.ATTENDED,
        "seminar__course__awards_certificate": True,
        "assessment__passed": True,
    },
}


def issue_due(*, now: datetime) -> list[Certificate]:
    """Issue every certificate that is owed. Running it again, or twice at once, changes nothing.

    Whoever's certificate cannot be made stands in nobody's way and takes no number: the central
    office is told the reason once, and the certificate follows when the reason is gone.
    """
    due, issued = {}, []
    for office, *one in _all_due():
        due.setdefault(office, []).append(tuple(one))
    for office, owed_there in due.items():
        for few in in_parts(owed_there):
            issued += issue_or_report(office, few, now=now)
    return issued


def owed(kind: CertificateKind) -> QuerySet[Enrolment]:
    """Settled, entitled to one of this kind, and never had one.

    Who had it revoked is not owed another.
    """
    return _closed().filter(_is_owed(kind))


def owed_any() -> QuerySet[Enrolment]:
    """The same for certificates of any kind."""
    return _closed().filter(reduce(or_, map(_is_owed, CertificateKind)))


def _closed():
    return Enrolment.objects.filter(seminar__state=SeminarState.CLOSED, person__isnull=False)


def _is_owed(kind):
    had = Certificate.objects.filter(enrolment=OuterRef("pk"), kind=kind)
    return Q(**OWED[kind]) & ~Exists(had)


def due_at(office_pk: int) -> list[Due]:
    """What the office owes, in the order in which it is issued."""
    return [tuple(one) for _office, *one in _all_due(Q(seminar__central_office=office_pk))]


def _all_due(where=EVERYWHERE):
    rows = []
    for order, kind in enumerate(CertificateKind):
        found = owed(kind).filter(where).values_list("seminar__central_office", "seminar", "pk")
        rows += [(office, seminar, pk, order, kind) for office, seminar, pk in found]
    return [(office, kind, pk) for office, _seminar, pk, _order, kind in sorted(rows)]


def in_parts(due: list[Due]) -> Iterator[list[Due]]:
    return (due[start : start + AT_ONCE] for start in range(0, len(due), AT_ONCE))


def with_hindrances(
    enrolments: QuerySet[Enrolment], *, now: datetime, most: int
) -> list[Enrolment]:
    """The first of those who are owed a certificate; `hindrances` says why it cannot be made.

    Where nothing hinders, the next turn of the beat issues it.
    """
    first = enrolments.order_by("seminar", "person__last_name", "pk").values("pk")[:most]
    found = list(with_facts(Enrolment.objects.filter(pk__in=first)))
    found.sort(key=lambda each: (each.seminar_id, each.person.last_name, each.pk))
    for enrolment in found:
        enrolment.hindrances = _hindrances(enrolment, now)
    return found


def _hindrances(enrolment, now):
    facts = facts_of(
        enrolment,
        kind=CertificateKind.ATTENDANCE,
        place=(timezone.localdate(now).year, 0),
        code=ANY_CODE,
        design=Design(central_office=enrolment.seminar.central_office),
        now=now,
    )
    return list(reasons_not_to_print(facts))


def prospects(chosen: Iterable[Enrolment], *, now: datetime) -> list[Prospect]:
    """Who of the `chosen` would be given a certificate, and why the others would not."""
    rows = with_facts(Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in chosen]))
    had = Prefetch("certificates", Certificate.objects.defer("facts", "credential"))
    rows = rows.select_related("provider").prefetch_related(had)
    in_order = rows.order_by("person__last_name", "person__first_name", "pk")
    return [Prospect(enrolment, _reasons_against(enrolment, now)) for enrolment in in_order]


def _reasons_against(enrolment, now):
    had = enrolment.certificates.all()
    reasons = list(reasons_not_to_issue(enrolment=enrolment, certificates=had))
    return reasons or _hindrances(enrolment, now)


def carry_out(*, now: datetime) -> int:
    """Go on with what offices asked for in bulk actions; how many enrolments were settled."""
    return batches.carry_out(acts={BatchKind.CERTIFY: _certify}, now=now)


def carry_on(*, now: datetime) -> int:
    """The same for some of them; the rest follows in the next task."""
    return batches.carry_on(CARRY_OUT, {BatchKind.CERTIFY: _certify}, now=now)


def _certify(enrolment, _batch, now):
    due = [(kind, enrolment.pk) for kind in CertificateKind]
    with translation.override(settings.LANGUAGE_CODE):
        outcome = issue(enrolment.seminar.central_office_id, due, now=now)
        for _wanted, reasons in outcome.refused:
            raise Refused(reasons)
        if not outcome.made:
            had = list(enrolment.certificates.defer("facts", "credential"))
            raise Refused(list(reasons_not_to_issue(enrolment=enrolment, certificates=had)))
    return ", ".join(certificate.number for certificate in outcome.made)


def issue_or_report(
    office_pk: int, due: list[Due], *, now: datetime, run: Run | None = None
) -> list[Certificate]:
    """Issue a few; who hinders the others is found out one by one."""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            outcome = issue(office_pk, due, now=now, run=run)
    except ImproperlyConfigured:  # without a seal nobody gets any
        raise
    except Exception:  # one bug or full disk must not keep the others waiting; the beat tries again
        if len(due) > 1:
            alone = (issue_or_report(office_pk, [one], now=now, run=run) for one in due)
            return [certificate for made in alone for certificate in made]
        log.exception("The certificate (%s) for enrolment %s was not issued", *due[0])
        return []
    for wanted, reasons in outcome.refused:
        _report(wanted.enrolment, reasons, now)
    return outcome.made


@transaction.atomic
def issue(office_pk: int, due: list[Due], *, now: datetime, run: Run | None = None) -> Outcome:
    """Issue what is still owed of these; what another worker was faster with is left out."""
    office = lock_office(office_pk)
    outcome = make(office, _still_owed(office, due), now=now)
    mails.tell_issued(outcome.made)
    if run:
        Run.objects.filter(pk=run.pk).update(issued=F("issued") + len(outcome.made))
    return outcome


def _still_owed(office, due):
    found = {}
    for kind in {kind for kind, _pk in due}:
        asked = [pk for asked_kind, pk in due if asked_kind == kind]
        here = owed(kind).filter(pk__in=asked, seminar__central_office=office)
        found |= {(kind, enrolment.pk): enrolment for enrolment in with_facts(here)}
    return [Wanted(found[one], one[0]) for one in due if one in found]


@transaction.atomic
def _report(enrolment, reasons, now):
    log.warning(
        "No certificate for person %s, enrolment %s: %s",
        enrolment.person_id,
        enrolment.pk,
        " ".join(reasons),
    )
    mails.tell_hindered(enrolment, reasons, now=now)
