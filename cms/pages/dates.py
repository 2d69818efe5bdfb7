"""Which seminars and topics the public site shows."""

from django.db.models import Count, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from courses.kinds import SeatEventKind
from courses.models import SeatEvent, Seminar, Session, Topic
from courses.rules import reasons_not_to_book


def upcoming(*, now):
    """Seminars the public may see and has not missed, soonest first, seats counted."""
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    seminars = Seminar.objects.published().with_dates().upcoming(now).with_seats()
    return seminars.select_related("land").prefetch_related(sessions).order_by("starts_at", "pk")


def with_publication(seminars):
    """Annotate `published_at`; for what was imported as open, when enrolment opens."""
    events = SeatEvent.objects.filter(seminar=OuterRef("pk"), kind=SeatEventKind.PUBLISHED)
    last = events.values("seminar").annotate(last=Max("at")).values("last")
    return seminars.annotate(published_at=Coalesce(Subquery(last), "opens_at"))


def bookable(*, now):
    """Upcoming seminars with a free seat whose enrolment is open and whose page is live."""
    return (
        upcoming(now=now)
        .filter(free__gt=0, opens_at__lte=now, closes_at__gt=now, course__page__live=True)
        .select_related("course__page", "land")
    )


def with_refusal(seminars, *, now):
    """The seminars, each with `.refusal`: why nobody may book it now, or nothing."""
    for seminar in seminars:
        seminar.refusal = next(reasons_not_to_book(seminar=seminar, now=now), "")
    return seminars


def topics_in_catalogue():
    """Topics that have a course in the catalogue, with the number of `courses_shown`."""
    shown = Count("courses", filter=Q(courses__page__live=True))
    return Topic.objects.annotate(courses_shown=shown).filter(courses_shown__gt=0).order_by("name")
