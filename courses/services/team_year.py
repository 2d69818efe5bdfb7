"""What a year of training cost the manager's places: fees of seats, and of seats given up."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Min, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.models import Enrolment
from courses.states import TAKES_PART, EnrolmentState
from fortbildung.shared.tables_out import Column, Kind, Table
from organisations.models import User

COUNTED = [*TAKES_PART, EnrolmentState.CANCELLED]


@dataclass(frozen=True)
class TeamYear:
    """Seats and cancellations of seminars that begin in the year, in the order of their dates."""

    seats: list[Enrolment]
    cancelled: list[Enrolment]

    @property
    def fees(self) -> Decimal:
        return sum((seat.cost for seat in self.seats), Decimal())

    @property
    def cancellation_fees(self) -> Decimal:
        return sum((seat.cost for seat in self.cancelled), Decimal())

    @property
    def total(self) -> Decimal:
        return self.fees + self.cancellation_fees


def team_year(user: User, year: int) -> TeamYear:
    """Each enrolment with its `cost`; a waived fee costs nothing."""
    seats, cancelled = [], []
    for enrolment in _of_year(user, year):
        gone = enrolment.state == EnrolmentState.CANCELLED
        enrolment.cost = _fee_due(enrolment) if gone else enrolment.seminar.fee or Decimal()
        (cancelled if gone else seats).append(enrolment)
    return TeamYear(seats, cancelled)


def years_of(user: User, *, today_year: int) -> list[int]:
    """The years in which there is something to show, and this one; the latest first."""
    rows = Enrolment.objects.managed_by(user).filter(state__in=COUNTED)
    begun = rows.annotate(year=ExtractYear("seminar__sessions__starts_at")).order_by()
    known = set(begun.values_list("year", flat=True).distinct()) - {None}
    return sorted(known | {today_year}, reverse=True)


def as_table(year: TeamYear) -> Table:
    """One line per seat or cancellation, to take away."""
    columns = [
        Column(_("Begins")),
        Column(_("Number")),
        Column(_("Course"), width=50),
        Column(_("Person"), width=24),
        Column(_("Site"), width=40),
        Column(_("State"), width=18),
        Column(_("Euros"), Kind.DECIMAL),
    ]
    rows = [_line(seat) for seat in [*year.seats, *year.cancelled]]
    return Table(_("Training of my team"), columns, rows)


def _line(seat):
    return [
        date_format(timezone.localtime(seat.starts_at), "SHORT_DATE_FORMAT"),
        seat.seminar.number,
        str(seat.seminar.course.said),
        str(seat.person or ""),
        seat.organisation.name,
        seat.get_state_display(),
        seat.cost,
    ]


def _of_year(user, year) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.managed_by(user).filter(state__in=COUNTED)
    rows = rows.annotate(starts_at=Min("seminar__sessions__starts_at"))
    related = ("person", "organisation", "seminar__course", "cancellation_fee")
    return rows.filter(starts_at__year=year).select_related(*related).order_by("starts_at", "pk")


def _fee_due(enrolment):
    fee = getattr(enrolment, "cancellation_fee", None)
    return fee.amount if fee and fee.waived_at is None else Decimal()
