"""What is counted of enrolments, and what each figure means: the same words on pages and in files.

A measure counts the enrolments of one `base`. What a base says of few people is hidden for all
measures of it together.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.models import EnrolmentEvent
from courses.states import UNUSED_SEAT, EnrolmentState
from fortbildung.shared.tables_out import Kind
from reports.figures.answers import Column, Note
from reports.figures.days import RULES, counted_days

BEGINS = "seminar__span__starts_at"
PRESENT, ABSENT, CANCELLED, LATE = "present", "absent", "cancelled", "late"
WAITING, UNSERVED, EARLY = "waiting", "unserved", "early"
# What became of an enrolment is one bit, so that what became of a person's fits into one number.
FATES = {PRESENT: 1, ABSENT: 2, LATE: 4, EARLY: 8, WAITING: 16, UNSERVED: 32}
# Where measures of a base tell each other, it is small when it is small in any of these respects.
DEMAND = "demand"
RESPECTS = {CANCELLED: (CANCELLED, LATE, EARLY), DEMAND: ("interested", WAITING)}
SHORTLY_BEFORE = timedelta(days=14)
HUNDRED = 100
# All other states are no matter of figures yet.
TOLD = (
    EnrolmentState.ATTENDED,
    EnrolmentState.PARTLY_ATTENDED,
    EnrolmentState.ABSENT,
    EnrolmentState.CANCELLED,
    EnrolmentState.WAITING,
    EnrolmentState.NOT_SELECTED,
)


def respects_of(base):
    return RESPECTS.get(base, (base,))


def bits_of(respect):
    """Of the fates it is about."""
    return FATES[LATE] | FATES[EARLY] if respect == CANCELLED else FATES[respect]


def fate(now):
    """What became of an enrolment, as its bit; the states of `TOLD` are all there are."""
    unserved = Q(state=EnrolmentState.NOT_SELECTED)
    unserved |= Q(state=EnrolmentState.WAITING, **{f"{BEGINS}__lte": now})
    conditions = {
        PRESENT: Q(state__in=(EnrolmentState.ATTENDED, EnrolmentState.PARTLY_ATTENDED)),
        ABSENT: Q(state=EnrolmentState.ABSENT),
        LATE: cancelled_late(),
        EARLY: Q(state=EnrolmentState.CANCELLED),
        UNSERVED: unserved,
    }
    whens = (When(each, then=Value(FATES[name])) for name, each in conditions.items())
    return Case(*whens, default=Value(FATES[WAITING]), output_field=IntegerField())


def cancelled_late():
    """As a condition: a seat was given up shortly before the beginning."""
    had_a_seat = EnrolmentEvent.objects.filter(
        enrolment=OuterRef("pk"), to_state=EnrolmentState.CANCELLED, from_state__in=UNUSED_SEAT
    )
    period = {"moved_at__gte": F(BEGINS) - SHORTLY_BEFORE, "moved_at__lt": F(BEGINS)}
    return Q(state=EnrolmentState.CANCELLED, **period) & Q(Exists(had_a_seat))


@dataclass(frozen=True, eq=False)
class Measure:
    """`sums` is what is added up; without it enrolments are counted, or persons.

    Without a base it is not about persons: nothing of it is ever hidden.
    """

    name: str
    title: Promise
    text: Promise
    base: str
    kind: Kind = Kind.WHOLE
    short: Promise | str = ""
    sums: object = None
    adds_up: bool = True
    of: str = ""  # the respect, where it is not the base itself

    @property
    def column(self):
        return Column(self.name, str(self.title), self.kind, short=str(self.short), width=16)

    @property
    def note(self):
        return Note(str(self.title), str(self.text))

    @property
    def bits(self):
        """Of the enrolments it counts."""
        return bits_of(self.of or self.base)

    @property
    def hundredths(self):
        """What is added up of an enrolment: whole numbers add up several times as fast."""
        return Cast(self.sums * HUNDRED, IntegerField())


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
        "late_cancellations",
        _("Late cancellations"),
        _("Seats given up by cancelling within the last 14 days before the beginning."),
        CANCELLED,
        short=_("cancelled late"),
        of=LATE,
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
