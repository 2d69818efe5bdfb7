"""A person's enrolments, sorted by what they mean to them today."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from courses.models import Enrolment, Session
from courses.rules import first_start, last_end
from courses.services.explain import explain_all
from courses.states import ENDED, EnrolmentState
from organisations.models import User


@dataclass(frozen=True)
class Year:
    """What somebody took part in, seminars by the year they began in."""

    number: str
    enrolments: list[Enrolment] = field(default_factory=list)

    @property
    def units(self) -> Decimal:
        return sum((each.attended_units or Decimal(0) for each in self.enrolments), Decimal(0))


@dataclass(frozen=True)
class Overview:
    """Held begins with the deadline that ends first, upcoming and waiting with the nearest date,
    past and ended with the latest."""

    held: list[Enrolment] = field(default_factory=list)
    upcoming: list[Enrolment] = field(default_factory=list)
    waiting: list[Enrolment] = field(default_factory=list)
    past: list[Enrolment] = field(default_factory=list)
    ended: list[Enrolment] = field(default_factory=list)

    @property
    def years(self) -> list["Year"]:
        """The past, the latest year first."""
        found = {}
        for enrolment in self.past:
            number = timezone.localdate(_begins(enrolment)).year
            found.setdefault(number, Year(f"{number}")).enrolments.append(enrolment)
        return list(found.values())

    @property
    def next_step(self) -> Enrolment | None:
        """The seminar to go to next."""
        return next(iter(self.upcoming), None)


def overview(*, person: User, now: datetime) -> Overview:
    """Everything `person` ever booked, each with its `why`; more rows cost no more queries."""
    sorted_out = Overview()
    own = sorted(own_enrolments(person), key=_begins)
    explain_all(own, now=now)
    for enrolment in own:
        getattr(sorted_out, _concern(enrolment, now)).append(enrolment)
    sorted_out.held.sort(key=lambda enrolment: enrolment.held_until)
    sorted_out.past.reverse()
    sorted_out.ended.reverse()
    return sorted_out


def own_enrolments(person: User) -> QuerySet[Enrolment]:
    """The person's own enrolments with all that explains them."""
    sessions = Prefetch("seminar__sessions", Session.objects.order_by("starts_at"))
    own = Enrolment.objects.visible_to(person).of(person).with_position()
    related = ("seminar__course", "seminar__central_office", "seminar__cancellation_policy")
    rows = own.select_related(*related, "organisation", "provider")
    return rows.prefetch_related(sessions, "events")


def _begins(enrolment):
    return first_start(enrolment.seminar) or enrolment.requested_at


def _concern(enrolment, now):
    if enrolment.state in ENDED:
        return "ended"
    if enrolment.state in [EnrolmentState.WAITING, EnrolmentState.HELD]:
        return str(enrolment.state)
    end = last_end(enrolment.seminar)
    over = end is not None and end <= now
    to_come = enrolment.state == EnrolmentState.CONFIRMED and not over
    return "upcoming" if to_come else "past"
