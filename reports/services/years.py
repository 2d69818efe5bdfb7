"""A reporting year is closed: its figures stay as they were reported; what changes later amends."""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone, translation

from courses.models import Enrolment, Seminar
from courses.states import SETTLED
from fortbildung.shared.errors import Refused, refuse
from organisations.models import CentralOffice, User
from reports.figures.answers import Answer, from_record
from reports.figures.reach import OfOffice, OfOfficeFromOutside
from reports.figures.years import begun_in, years_of
from reports.models import ReportingYear, YearVersion
from reports.models.years import checksum_of
from reports.questions.catalogue import KEPT_OF_A_YEAR, question_within
from reports.rules.closing import reasons_not_to_amend, reasons_not_to_close
from reports.services import kept

LANGUAGE = "de"  # what is reported is reported in German


READERS = {"own": OfOffice, "outside": OfOfficeFromOutside}


@dataclass(frozen=True)
class Difference:
    """A report whose figures of today are not those that were kept."""

    kept: Answer
    today: Answer


@transaction.atomic
def close_year(*, office: CentralOffice, year: int, by: User, now: datetime) -> YearVersion:
    """Keep the year's figures as they are now."""
    _check_hat(office, by)
    row, new = ReportingYear.objects.get_or_create(central_office=office, year=year)
    refuse(_reasons_not_to_close(office, year, now, closed=not new))
    return _keep(row, number=0, reason="", by=by, now=now)


@transaction.atomic
def amend_year(
    *, office: CentralOffice, year: int, by: User, reason: str, now: datetime
) -> YearVersion:
    """Keep the figures of today beside those that were reported, with the reason."""
    _check_hat(office, by)
    rows = ReportingYear.objects.select_for_update()
    row = rows.filter(central_office=office, year=year).first()
    last = row and row.versions.last()
    same = bool(last) and not differences(last, now=now)
    refuse(reasons_not_to_amend(year=year, closed=bool(row), reason=reason, same=same))
    return _keep(row, number=last.number + 1, reason=reason.strip(), by=by, now=now)


def unsettled(office: CentralOffice, year: int) -> list[str]:
    """The numbers of the year's seminars whose figures can still change by themselves."""
    seminars = Seminar.objects.filter(begun_in(year, of=""), central_office=office)
    return [
        *seminars.exclude(state__in=SETTLED).order_by("number").values_list("number", flat=True)
    ]


def obstacles(office: CentralOffice, year: int, *, now: datetime) -> list[str]:
    """What stands against closing a year that is open."""
    return list(_reasons_not_to_close(office, year, now, closed=False))


def years_with_seminars(office: CentralOffice) -> list[int]:
    """The years in which seminars of this office with enrolments begin, latest first."""
    return years_of(Enrolment.objects.filter(seminar__central_office=office))


def overview(offices: QuerySet[CentralOffice]) -> list[tuple]:
    """(office, year, version that holds or None) of each year with enrolments, latest first."""
    booked = Exists(Enrolment.objects.filter(seminar=OuterRef("pk")))
    begun = Seminar.objects.filter(booked, central_office__in=offices).with_dates()
    year = ExtractYear("starts_at", tzinfo=timezone.get_default_timezone())
    begun = begun.filter(starts_at__isnull=False).order_by().values_list("central_office", year)
    versions = YearVersion.objects.filter(reporting_year__central_office__in=offices)
    last = {
        (version.reporting_year.central_office_id, version.reporting_year.year): version
        for version in versions.select_related("reporting_year").defer("content")
    }  # in the order of their numbers
    named = {office.pk: office for office in offices}
    pairs = sorted({*begun.distinct(), *last}, key=lambda pair: (-pair[1], named[pair[0]].name))
    return [(named[office], year, last.get((office, year))) for office, year in pairs]


def answers_of(version: YearVersion, *, own: bool) -> list[Answer]:
    """The reports as they were kept: for the office itself, or for all others."""
    reader = "own" if own else "outside"
    return [from_record(each["answer"]) for each in json.loads(version.content)[reader]]


def differences(version: YearVersion, *, now: datetime) -> list[Difference]:
    """What would be reported otherwise today; what cannot be asked any more is left out."""
    found = []
    for each in json.loads(version.content)["own"]:
        kept = from_record(each["answer"])
        with suppress(Refused):
            today = _answer(version.reporting_year, OfOffice, each["asked"], now)
            if _figures(kept) != _figures(today):
                found.append(Difference(kept, today))
    return found


def _figures(answer):
    """Whatever the order of the rows."""
    return Counter(row.cells for row in answer.rows), answer.total


def _check_hat(office, by):
    if not CentralOffice.objects.staffed_by(by).filter(pk=office.pk).exists():
        raise PermissionDenied


def _keep(row, *, number, reason, by, now):
    content = {"office": str(row.central_office), "year": row.year}
    for reader, reach in READERS.items():
        content[reader] = list(_records(row, reach, now))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return YearVersion.objects.create(
        reporting_year=row,
        number=number,
        at=now,
        by=by,
        reason=reason,
        content=text,
        checksum=checksum_of(text),
    )


def _records(row, reach_class, now):
    """What is kept; a report with nothing in it has no such year to choose."""
    for asked in KEPT_OF_A_YEAR:
        with suppress(Refused):
            answer = _answer(row, reach_class, asked, now)
            yield {"asked": asked, "answer": answer.as_record()}


def _answer(row, reach_class, asked, now):
    """One report of the year; Refused where there is no such report, or nothing in it."""
    name, parameters = asked
    reach = reach_class(nationwide=False, offices=(row.central_office,))
    with translation.override(LANGUAGE):
        question = question_within(reach, name, parameters | {"year": str(row.year)}, now)
        return kept.answer_to(question)


def _reasons_not_to_close(office, year, now, *, closed):
    return reasons_not_to_close(
        year=year,
        this_year=timezone.localdate(now).year,
        unsettled=unsettled(office, year),
        closed=closed,
    )
