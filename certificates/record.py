"""The training record (Fortbildungspass): what somebody has attended, year by year."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.utils import timezone

from certificates.models import Certificate
from certificates.states import CertificateState
from courses.models import Enrolment, QualificationPeriod
from courses.states import EnrolmentState
from organisations.models import User

COUNTED = [EnrolmentState.ATTENDED, EnrolmentState.PARTLY_ATTENDED]


@dataclass(frozen=True)
class Year:
    number: int
    enrolments: list[Enrolment] = field(default_factory=list)

    @property
    def units(self) -> Decimal:
        return sum((enrolment.attended_units for enrolment in self.enrolments), Decimal())


@dataclass(frozen=True)
class TrainingRecord:
    """The latest year first, and in it the latest seminar; qualifications by name."""

    person: User
    years: list[Year]
    qualifications: list[QualificationPeriod]

    @property
    def units(self) -> Decimal:
        return sum((year.units for year in self.years), Decimal())

    @property
    def seminars(self) -> int:
        return sum(len(year.enrolments) for year in self.years)


def training_record(person: User, *, now: datetime) -> TrainingRecord:
    """Each enrolment with its `day` and its certificate's `proof`; more cost no more queries."""
    years: dict[int, Year] = {}
    for enrolment in _attended(person):
        enrolment.day = timezone.localdate(enrolment.starts_at or enrolment.moved_at)
        year = enrolment.day.year
        years.setdefault(year, Year(year)).enrolments.append(enrolment)
    for year in years.values():
        year.enrolments.sort(key=lambda enrolment: (enrolment.day, enrolment.pk), reverse=True)
    latest_first = [years[number] for number in sorted(years, reverse=True)]
    return TrainingRecord(person, latest_first, list(_qualifications(person, now.date())))


def _attended(person: User) -> QuerySet[Enrolment]:
    own = Enrolment.objects.of(person).filter(state__in=COUNTED)
    valid = Certificate.objects.filter(enrolment=OuterRef("pk"), state=CertificateState.ISSUED)
    proof = Subquery(valid.order_by("-pk").values("number")[:1])
    rows = own.annotate(starts_at=Min("seminar__sessions__starts_at"), proof=proof)
    return rows.select_related("seminar__course", "seminar__central_office")


def _qualifications(person: User, today: date) -> QuerySet[QualificationPeriod]:
    valid = QualificationPeriod.objects.of(person).valid_on(today)
    return valid.select_related("qualification").order_by("qualification__name", "pk")
