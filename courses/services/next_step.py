"""The one thing a person should do next, of all that stands under “My training”."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils import timezone

from courses.models import Enrolment, Session
from courses.services.overview import Overview
from courses.states import Acceptance

SOON = 7  # days: from then on the seminar comes before what was


class Kind(Enum):
    DECIDE = "decide"
    GO = "go"
    SAY = "say"  # how it was
    WAIT = "wait"
    FIND = "find"


@dataclass(frozen=True)
class NextStep:
    kind: Kind
    enrolment: Enrolment | None = None
    session: Session | None = None  # the next one to come to
    number: int = 1  # counted from the first session
    days: int = 0  # until then

    @property
    def name(self) -> str:
        return self.kind.value


def next_step(*, overview: Overview, wanted: list[Enrolment], now: datetime) -> NextStep:
    """What to decide, else where to go soon, else what is asked, else where to go one day."""
    offers = [each for each in overview.held if each.acceptance == Acceptance.PENDING]
    if offers:
        return NextStep(Kind.DECIDE, offers[0])
    going = _going(overview.next_step, now)
    if going and (going.days <= SOON or not wanted):
        return going
    if wanted:
        return NextStep(Kind.SAY, wanted[0])
    return NextStep(Kind.WAIT if overview.waiting or overview.held else Kind.FIND)


def _going(enrolment, now):
    """To the first session that is not over yet."""
    if enrolment is None:
        return None
    today = timezone.localdate(now)
    for number, session in enumerate(enrolment.seminar.sessions.all(), 1):
        if session.ends_at > now:
            days = max((timezone.localdate(session.starts_at) - today).days, 0)
            return NextStep(Kind.GO, enrolment, session, number, days)
    return NextStep(Kind.GO, enrolment)
