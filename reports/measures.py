"""What is counted of enrolments, and what each figure means: the same words on pages and in files.

A measure counts the enrolments of one `base`. What a base says of few people is hidden for all
measures of it together.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DecimalField, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.states import EnrolmentState
from fortbildung.shared.tables_out import Kind
from reports.answers import Column, Note
from reports.days import RULES, counted_days

BEGINS = "seminar__span__starts_at"
PRESENT, ABSENT, CANCELLED, WAITING, UNSERVED = (
    "present",
    "absent",
    "cancelled",
    "waiting",
    "unserved",
)


def bases(now):
    """Base → the enrolments it is made of, as a condition."""
    waits = Q(state=EnrolmentState.WAITING)
    return {
        PRESENT: Q(state__in=[EnrolmentState.ATTENDED, EnrolmentState.PARTLY_ATTENDED]),
        ABSENT: Q(state=EnrolmentState.ABSENT),
        CANCELLED: Q(state=EnrolmentState.CANCELLED),
        WAITING: waits & Q(**{f"{BEGINS}__gt": now}),
        UNSERVED: waits & Q(**{f"{BEGINS}__lte": now}) | Q(state=EnrolmentState.NOT_SELECTED),
    }


@dataclass(frozen=True)
class Measure:
    """`sums` is what is added up; without it enrolments are counted, or persons."""

    name: str
    title: Promise
    text: Promise
    base: str
    kind: Kind = Kind.WHOLE
    short: Promise | str = ""
    sums: object = None
    adds_up: bool = True

    @property
    def column(self):
        return Column(self.name, str(self.title), self.kind, short=str(self.short), width=16)

    @property
    def note(self):
        return Note(str(self.title), str(self.text))

    def counted(self, condition):
        """As the database counts it among the enrolments of `condition`."""
        if self.sums is not None:
            field = DecimalField(max_digits=12, decimal_places=2)
            return Coalesce(Sum(self.sums, filter=condition), Decimal(0), output_field=field)
        if self.adds_up:
            return Count("pk", filter=condition)
        return Count("person", filter=condition, distinct=True)


MEASURES = (
    Measure(
        "participations",
        _("Participations"),
        _(
            "Enrolments of people who, according to the attendance list, took part in full or"
            " in part. Who attends two seminars counts twice. Enrolments without complete"
            " attendance do not count yet."
        ),
        PRESENT,
    ),
    Measure(
        "persons",
        _("Persons"),
        _(
            "Different people with at least one participation. Who attends several seminars"
            " counts once in each row and once in the total."
        ),
        PRESENT,
        adds_up=False,
    ),
    Measure(
        "units",
        _("Teaching units (UE)"),
        _("Teaching units of 45 minutes that were actually attended, added up."),
        PRESENT,
        Kind.DECIMAL,
        short=_("UE"),
        sums=F("attended_units"),
    ),
    Measure(
        "units_offered",
        _("Teaching units offered"),
        _(
            "Teaching units of all sessions of the seminar, once for each participation: what these"
            " people could have attended."
        ),
        PRESENT,
        Kind.DECIMAL,
        short=_("UE offered"),
        sums=F("seminar__span__teaching_units"),
    ),
    Measure(
        "participant_days",
        _("Participant days"),
        format_lazy(
            _(
                "By the units somebody attended on each day of a seminar: from {full} UE a whole"
                " day, from {half} UE half a day; online seminars have none. What the rule of a"
                " single funder comes to stands in the funding file."
            ),
            full=RULES[-1].full_units,
            half=RULES[-1].half_units,
        ),
        PRESENT,
        Kind.DECIMAL,
        short=_("Days"),
        sums=counted_days(),
    ),
    Measure(
        "no_shows",
        _("No-shows"),
        _("Seats that were given and not cancelled, whose holder attended none of the sessions."),
        ABSENT,
    ),
    Measure(
        "cancellations",
        _("Cancellations"),
        _("Enrolments that were cancelled, with or without a seat, whatever the reason."),
        CANCELLED,
    ),
    Measure(
        "waiting",
        _("Waiting"),
        _("Enrolments on the waiting list of seminars that are still to begin."),
        WAITING,
    ),
    Measure(
        "never_served",
        _("Never served"),
        _(
            "Enrolments that were still on the waiting list when the seminar began, or that were"
            " not selected."
        ),
        UNSERVED,
    ),
)
BY_NAME = {measure.name: measure for measure in MEASURES}
