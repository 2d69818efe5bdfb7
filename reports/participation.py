"""Participation per provider and per Land.

The database counts, because persons must be counted once over all their enrolments. Everything
rests on what the enrolment froze at booking, never on where people work today.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pandas as pd
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, F, Q, Sum, TextChoices, Value
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Seminar
from courses.states import ATTENDANCE_KNOWN, EnrolmentState

PRESENT = Q(state__in=[EnrolmentState.ATTENDED, EnrolmentState.PARTLY_ATTENDED])
COUNTED = {
    "participations": Count("pk", filter=PRESENT),
    "persons": Count("person", filter=PRESENT, distinct=True),
    "units": Coalesce(Sum("attended_units", filter=PRESENT), Decimal(0)),
    "no_shows": Count("pk", filter=Q(state=EnrolmentState.ABSENT)),
}
SUMMED = ["participations", "units", "no_shows"]  # persons in two rows are still one person


class By(TextChoices):
    PROVIDER = "provider", _("per provider")
    STATE = "state", _("per Land")

    @property
    def place(self):
        """What one row stands for."""
        return _("Land") if self is By.STATE else _("Provider")


@dataclass(frozen=True)
class Figures:
    participations: int
    persons: int
    units: Decimal
    no_shows: int


@dataclass(frozen=True)
class Row:
    """The figures of a provider, with what tells it from its namesakes, or of a Land."""

    name: str
    associations: str
    city: str
    figures: Figures

    @property
    def whereabouts(self):
        return " · ".join(filter(None, [self.associations, self.city]))


@dataclass(frozen=True)
class Report:
    rows: tuple[Row, ...]
    total: Figures

    @property
    def persons_in_rows(self):
        """More than the total where somebody took part for several providers or Länder."""
        return sum(row.figures.persons for row in self.rows)


def participation(enrolments, *, year, by, programme=None):
    """The report on `enrolments` of seminars that began in `year`; most participations first."""
    counted = enrolments.filter(state__in=ATTENDANCE_KNOWN, seminar__in=_begun_in(year))
    if programme:
        counted = counted.filter(programme=programme)
    frame = pd.DataFrame.from_records(
        list(_grouped(counted, by)), columns=["key", "name", "associations", "city", *COUNTED]
    ).sort_values(["participations", "name"], ascending=[False, True], key=_sortable)
    persons = counted.aggregate(persons=COUNTED["persons"])["persons"]
    return Report(
        rows=tuple(_row(record) for record in frame.to_dict("records")),
        total=_figures(frame[SUMMED].sum().to_dict() | {"persons": persons}),
    )


def years_with_attendance(enrolments):
    """The years the report has figures for, latest first."""
    recorded = enrolments.filter(state__in=ATTENDANCE_KNOWN).values("seminar")
    seminars = Seminar.objects.filter(pk__in=recorded).with_dates()
    year = ExtractYear("starts_at", tzinfo=timezone.get_default_timezone())
    return sorted(set(seminars.values_list(year, flat=True)), reverse=True)


def _begun_in(year):
    """Seminars whose first session begins in `year`, as the clocks in Germany show it."""
    begin, end = (
        datetime(turn, 1, 1, tzinfo=timezone.get_default_timezone()) for turn in (year, year + 1)
    )
    begun = Seminar.objects.with_dates().filter(starts_at__gte=begin, starts_at__lt=end)
    return begun.values("pk")


def _grouped(enrolments, by):
    if by == By.STATE:
        groups = enrolments.values(
            key=F("land"), name=F("land__name"), associations=Value(""), city=Value("")
        )
    else:
        associations = StringAgg("association__name", ", ", distinct=True)
        groups = enrolments.values(
            key=F("provider"), name=F("provider__name"), city=F("provider__city")
        ).annotate(associations=associations)
    return groups.annotate(**COUNTED).order_by()


def _sortable(column):
    return column.map(_without_accents) if column.name == "name" else column


def _without_accents(name):
    """As German dictionaries sort: Ö like O, ß like ss, capitals like small letters."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _row(record):
    return Row(record["name"], record["associations"], record["city"], _figures(record))


def _figures(record):
    return Figures(
        participations=int(record["participations"]),
        persons=int(record["persons"]),
        units=Decimal(record["units"]),
        no_shows=int(record["no_shows"]),
    )
