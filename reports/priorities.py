"""Who was set before or behind the others in a queue, why, by whom, and what became of it.

Read from the history, to which is only ever added: whoever was set back stays in the report.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from courses.kinds import EventKind
from courses.models import EnrolmentEvent, Session
from organisations.models import CentralOffice, Organisation
from reports.years import begun_in, years_of

NUMBER = "enrolment__seminar__number"
TOLD_OF = [
    "by",
    "enrolment__person",
    "enrolment__association",
    "enrolment__provider",
    "enrolment__seminar__course",
    "enrolment__seminar__central_office",
]


@dataclass(frozen=True)
class Row:
    """One decision of a central office about one place in the queue."""

    number: str
    course: str
    begins: datetime
    association: Organisation
    provider: Organisation
    person: str  # empty for those who learn no names
    priority: str
    reason: str
    by: str  # for those who learn no names the office
    at: datetime
    outcome: str


@dataclass(frozen=True)
class Report:
    rows: tuple[Row, ...]
    with_names: bool


def priorities(reach, *, year, office: CentralOffice | None = None):
    """The decisions `reach` covers, for seminars that begin in `year`; in the order they begin."""
    noted = _noted(reach).filter(enrolment__seminar__in=begun_in(year))
    if office:
        noted = noted.filter(enrolment__seminar__central_office=office)
    sessions = Session.objects.filter(seminar=OuterRef("enrolment__seminar")).order_by("starts_at")
    rows = noted.select_related(*TOLD_OF).annotate(
        begins=Subquery(sessions.values("starts_at")[:1])
    )
    return Report(
        rows=tuple(_row(event, reach) for event in rows.order_by("begins", NUMBER, "at", "pk")),
        with_names=bool(reach.offices) and (office is None or office in reach.offices),
    )


def years_with_priorities(reach):
    """The years of the seminars with such decisions, latest first."""
    return years_of(_noted(reach).values("enrolment__seminar"))


def _noted(reach):
    return EnrolmentEvent.objects.filter(kind=EventKind.PRIORITY, enrolment__in=reach.enrolments())


def _row(event, reach):
    enrolment, seminar = event.enrolment, event.enrolment.seminar
    office = seminar.central_office
    own = office in reach.offices
    return Row(
        number=seminar.number,
        course=seminar.course.title,
        begins=event.begins,
        association=enrolment.association,
        provider=enrolment.provider,
        person=str(enrolment.person or _("place without a name")) if own else "",
        priority=event.get_priority_display() or "",
        reason=event.reason,
        by=str(event.by) if own else office.name,
        at=event.at,
        outcome=enrolment.get_state_display(),
    )
