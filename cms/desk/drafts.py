"""What a new seminar starts from, so that nobody types what the house already knows."""

from decimal import Decimal

from django.utils import timezone

from courses.kinds import DeliveryMode
from courses.models import Seminar, Speaker
from courses.services.numbers import next_number

A_LONG_DAY = Decimal(9)  # teaching units
A_DAY = Decimal(8)
AS_LAST_TIME = (
    "venue",
    "place",
    "land",
    "online_link",
    "capacity",
    "min_seats",
    "fee",
    "allocation",
    "provider_limit",
    "approval_policy",
    "approval_hours",
    "offers",
    "offer_hours",
    "cancellation_policy",
)


def draft(*, course, offices, now):
    """An unsaved seminar of `course`: like the office's last one, with the next free number."""
    made = Seminar(course=course, opens_at=_full_hour(now))
    made.number = next_number(course=course, year=timezone.localtime(now).year)
    mine = Seminar.objects.filter(course=course, central_office__in=offices)
    if last := mine.order_by("pk").last():
        made.central_office = last.central_office
        for fact in AS_LAST_TIME:
            setattr(made, fact, getattr(last, fact))
    elif course.delivery_mode == DeliveryMode.ONLINE:
        made.place = "online"
    return made


def speakers_of_last(*, course, offices):
    """Whoever taught all of the office's last seminar of the course, and still teaches."""
    mine = Seminar.objects.filter(course=course, central_office__in=offices)
    last = mine.order_by("-pk").first()
    engaged = last.engagements.filter(whole=True) if last else ()
    speakers = Speaker.objects.in_use().filter(engagements__in=engaged)
    return list(speakers.values_list("pk", flat=True))


def first_session(course):
    """Teaching units of a session as the form proposes them."""
    units = course.teaching_units
    return {"teaching_units": units if units <= A_LONG_DAY else A_DAY}


def _full_hour(now):
    return timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
