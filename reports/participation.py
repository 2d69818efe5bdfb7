"""Participation per provider and per Land.

The database counts, because persons must be counted once over all their enrolments. Everything
rests on what the enrolment froze at booking, never on where people work today.
"""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, F, Q, Sum, TextChoices, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from courses.states import ATTENDANCE_KNOWN, EnrolmentState
from reports.years import begun_in, years_of

PRESENT = Q(state__in=[EnrolmentState.ATTENDED, EnrolmentState.PARTLY_ATTENDED])
COUNTED = {
    "participations": Count("pk", filter=PRESENT),
    "persons": Count("person", filter=PRESENT, distinct=True),
    "units": Coalesce(Sum("attended_units", filter=PRESENT), Decimal(0)),
    "no_shows": Count("pk", filter=Q(state=EnrolmentState.ABSENT)),
}
GROUPED = ["key", "name", "associations", "city", "land_name"]
ORDER = ["name", "land_name"]
SUMMED = ["participations", "units", "no_shows"]  # persons in two rows are still one person


class By(TextChoices):
    PROVIDER = "provider", _("per provider")
    STATE = "state", _("per Land")
    PROVIDER_AND_STATE = "provider,state", _("per provider and Land")

    @property
    def place(self):
        """What the name of a row stands for."""
        return _("Land") if self is By.STATE else _("Provider")


@dataclass(frozen=True)
class Figures:
    participations: int
    persons: int
    units: Decimal
    no_shows: int


@dataclass(frozen=True)
class Row:
    """The figures of a provider, with what tells it from its namesakes, or of a Land.

    Per provider and Land a provider has one row for each Land its people work in.
    """

    name: str
    associations: str
    city: str
    land: str
    figures: Figures

    @property
    def whereabouts(self):
        told = dict.fromkeys([self.associations, self.city, self.land])
        return " · ".join(word for word in told if word not in ("", self.name))

    @property
    def title(self):
        """The name as it stands alone, in a chart."""
        return f"{self.name} ({self.land})" if self.land not in ("", self.name) else self.name


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
    counted = enrolments.filter(state__in=ATTENDANCE_KNOWN, seminar__in=begun_in(year))
    if programme:
        counted = counted.filter(programme=programme)
    frame = pd.DataFrame.from_records(
        list(_grouped(counted, by)), columns=[*GROUPED, *COUNTED]
    ).sort_values(["participations", *ORDER], ascending=[False, True, True], key=_sortable)
    persons = counted.aggregate(persons=COUNTED["persons"])["persons"]
    return Report(
        rows=tuple(_row(record) for record in frame.to_dict("records")),
        total=_figures(frame[SUMMED].sum().to_dict() | {"persons": persons}),
    )


def years_with_attendance(enrolments):
    """The years the report has figures for, latest first."""
    return years_of(enrolments.filter(state__in=ATTENDANCE_KNOWN).values("seminar"))


def _grouped(enrolments, by):
    if by == By.STATE:
        groups = enrolments.values(
            key=F("land"),
            name=F("land__name"),
            associations=Value(""),
            city=Value(""),
            land_name=F("land__name"),
        )
    else:
        land = F("land__name") if by == By.PROVIDER_AND_STATE else Value("")
        associations = StringAgg("association__name", ", ", distinct=True)
        groups = enrolments.values(
            key=F("provider"),
            name=F("provider__name"),
            city=F("provider__city"),
            land_name=land,
        ).annotate(associations=associations)
    return groups.annotate(**COUNTED).order_by()


def _sortable(column):
    return column.map(_without_accents) if column.name in ORDER else column


def _without_accents(name):
    """As German dictionaries sort: Ö like O, ß like ss, capitals like small letters."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _row(record):
    return Row(
        name=record["name"],
        associations=record["associations"],
        city=record["city"],
        land=record["land_name"],
        figures=_figures(record),
    )


def _figures(record):
    return Figures(
        participations=int(record["participations"]),
        persons=int(record["persons"]),
        units=Decimal(record["units"]),
        no_shows=int(record["no_shows"]),
    )
