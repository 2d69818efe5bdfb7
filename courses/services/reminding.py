"""Who is reminded of what, and when. Safe to run at any time: nobody is told the same twice."""

from datetime import datetime, timedelta

from django.db.models import F, Min
from django.utils import timezone

from courses import mails
from courses.models import ApprovalStep, Enrolment, Seminar
from courses.states import PUBLIC, Acceptance, EnrolmentState, SeminarState
from organisations.models import User
from organisations.states import RoleKind

BEFORE_THE_START = (7, 1)  # days
BEFORE_AN_OFFER_ENDS = timedelta(hours=12)
BEFORE_A_SEAT_EXPIRES = timedelta(hours=24)
WITHOUT_AN_ANSWER = timedelta(days=3)
BEFORE_ENROLMENT_CLOSES = timedelta(days=7)
DIGEST_FROM = 7  # o'clock in Berlin


def remind(*, now: datetime) -> None:
    """Remind of seminars a week and a day before, of offers ending, of what must be decided."""
    for days in BEFORE_THE_START:
        mails.remind_of_seminar(_coming(now, days), days=days, now=now)
    mails.remind_of_offer(_offers_ending(now), now=now)
    for seminar in _undecided(now):
        mails.remind_to_decide(seminar, now=now)
    for step in _unanswered(now):
        mails.ask_to_approve(step, now=now, again=True)
        ApprovalStep.objects.filter(pk=step.pk).update(reminded_at=now)


def send_digests(*, now: datetime) -> int:
    """Send every manager what is new in their team, from seven in the morning; how many."""
    local = timezone.localtime(now)
    if local.hour < DIGEST_FROM:
        return 0
    managers = User.objects.filter(
        is_active=True, wants_digest=True, roles__kind=RoleKind.MANAGER
    ).distinct()
    for manager in managers.order_by("pk"):
        mails.send_digest(manager, on=local.date(), now=now)
    return len(managers)


def _coming(now, days):
    """Participants of seminars that begin in so many days or less, but more than a day less."""
    seats = Enrolment.objects.of_people().filter(
        state=EnrolmentState.CONFIRMED, seminar__state__in=PUBLIC, person__wants_reminders=True
    )
    seats = seats.annotate(starts=Min("seminar__sessions__starts_at"))
    begin = now + timedelta(days=days - 1)
    soon = seats.filter(starts__gt=max(now, begin), starts__lte=begin + timedelta(days=1))
    booked_late = timedelta(days=1)
    return list(soon.filter(moved_at__lt=now - booked_late).select_related("person"))


def _offers_ending(now):
    held = Enrolment.objects.of_people().filter(
        state=EnrolmentState.HELD,
        acceptance=Acceptance.PENDING,
        held_until__gt=now,
        held_until__lte=now + BEFORE_AN_OFFER_ENDS,
        moved_at__lt=now - BEFORE_AN_OFFER_ENDS,
    )
    return list(held.select_related("person"))


def _undecided(now):
    """Seminars to come with too few people shortly before enrolment closes."""
    few = Seminar.objects.with_dates().with_seats().upcoming(now)
    few = few.filter(state=SeminarState.OPEN, closes_at__lte=now + BEFORE_ENROLMENT_CLOSES)
    return few.filter(taken__lt=F("min_seats")).select_related("central_office").order_by("pk")


def _unanswered(now):
    """Approvals asked for days ago, or whose seat expires soon; each is reminded of once."""
    steps = ApprovalStep.objects.pending().filter(reminded_at=None)
    related = steps.select_related(
        "enrolment__person", "enrolment__organisation", "enrolment__seminar__central_office"
    ).annotate(until=F("enrolment__held_until"))
    return [
        step
        for step in related.order_by("pk")
        if step.asked_at <= now - WITHOUT_AN_ANSWER
        or (
            step.until
            and step.until <= now + BEFORE_A_SEAT_EXPIRES
            and step.asked_at <= now - BEFORE_A_SEAT_EXPIRES
        )
    ]
