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
PRIORITIES = (
    Definition(
        title=_("What is listed"),
        text=_(
            "Each decision of a central office to set somebody who waits before or behind the"
            " others, or back to the usual place, as recorded at that moment. Nothing is ever"
            " taken from this record."
        ),
    ),
    Definition(
        title=_("Year"),
        text=_("The year in which the seminar’s first session begins, Berlin time."),
    ),
    Definition(
        title=_("Priority"),
        text=_(
            "Who has the priority “first” is offered a free seat before the others, “last” after"
            " them; among equals whoever joined first comes first."
        ),
    ),
    Definition(title=_("What became of it"), text=_("The state of the enrolment as of today.")),
    Definition(
        title=_("Names"),
        text=_(
            "Only the office that organises the seminar reads who was meant and who decided."
            " All others read the provider and the office."
        ),
    ),
)
