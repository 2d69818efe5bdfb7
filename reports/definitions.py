"""What each figure means: the same words on the page and in the Excel file."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortbildung.shared.tables_out import Kind


@dataclass(frozen=True)
class Definition:
    title: Promise
    text: Promise


@dataclass(frozen=True)
class Figure(Definition):
    """A figure of the report; `name` is its field in `participation.Figures`."""

    name: str
    kind: Kind
    short: Promise | None = None

    @property
    def heading(self):
        """The title as it fits above a column of numbers."""
        return self.short or self.title


FIGURES = (
    Figure(
        title=_("Participations"),
        text=_(
            "Enrolments of people who, according to the attendance list, took part in full or"
            " in part. Who attends two seminars counts twice. Enrolments without complete"
            " attendance do not count yet."
        ),
        name="participations",
        kind=Kind.WHOLE,
    ),
    Figure(
        title=_("Persons"),
        text=_(
            "Different people with at least one participation. Who attends several seminars"
            " counts once in each row and once in the total."
        ),
        name="persons",
        kind=Kind.WHOLE,
    ),
    Figure(
        title=_("Teaching units (UE)"),
        text=_("Teaching units of 45 minutes that were actually attended, added up."),
        name="units",
        kind=Kind.DECIMAL,
        short=_("UE"),
    ),
    Figure(
        title=_("No-shows"),
        text=_(
            "Seats that were given and not cancelled, whose holder attended none of the sessions."
        ),
        name="no_shows",
        kind=Kind.WHOLE,
    ),
)
RULES = (
    Definition(
        title=_("Year"),
        text=_("A seminar counts in the year in which its first session begins, Berlin time."),
    ),
    Definition(
        title=_("Provider, Land and programme"),
        text=_(
            "As recorded at the time of booking; the Land is that of the workplace. When somebody"
            " changes jobs later, the figures stay as they are."
        ),
    ),
)
