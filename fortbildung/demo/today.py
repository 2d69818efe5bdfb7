"""A seminar that takes place today, so that checking in can be tried."""

from datetime import timedelta

from django.utils import timezone

from courses.kinds import DeliveryMode
from courses.models import Course, Seminar, Session, Speaker
from courses.services import attendance, seminars
from courses.services.engaging import engage
from fortbildung.demo.bookings import book
from fortbildung.demo.present import TRAINER
from organisations.models import CentralOffice, State, User

DAYS, HOURS, UNITS = 3, 8, 8  # from yesterday on
EARLIEST, LATEST = 6, 14  # the hour it begins
SEATS = 12
LATE = 25  # minutes somebody came late yesterday


def take_place(staff, *, office, now):
    """The demo's own office holds it, the demo's speaker teaches, the demo's counsellor comes."""
    office = CentralOffice.objects.staffed_by(User.objects.get(email=office)).get()
    seminar = plan(office, now)
    speaker = Speaker.objects.get(user__email=TRAINER, central_office=office)
    engage(seminar=seminar, speaker=speaker, now=seminar.opens_at)
    seminars.publish(seminar=seminar, now=seminar.opens_at)
    booked = seminar.opens_at
    for person in (staff[0], *staff[-3 * SEATS :]):
        booked += timedelta(hours=3)
        if seminar.enrolments.live().count() < SEATS:
            book(seminar, person, booked)
    record_yesterday(seminar, now)


def plan(office, now):
    begin = timezone.localtime(now).replace(minute=0, second=0, microsecond=0) - timedelta(days=1)
    begin = begin.replace(hour=min(max(begin.hour - 1, EARLIEST), LATEST))
    courses = Course.objects.filter(prerequisites=None, delivery_mode=DeliveryMode.PRESENCE)
    course = courses.get(teaching_units=DAYS * UNITS)
    seminar = Seminar.objects.create(
        number=f"{course.code}-{begin.year}-07",
        course=course,
        central_office=office,
        place="Haus am Wannsee, Berlin",
        land=State.objects.get(short="BE"),
        min_seats=5,
        capacity=SEATS,
        opens_at=begin - timedelta(days=60),
        closes_at=begin - timedelta(days=10),
    )
    for day in range(DAYS):
        start = begin + timedelta(days=day)
        Session.objects.create(
            seminar=seminar,
            starts_at=start,
            ends_at=start + timedelta(hours=HOURS),
            teaching_units=UNITS,
            room="Raum 2",
        )
    return seminar


def record_yesterday(seminar, now):
    """All were there; one came late and one was excused."""
    yesterday = seminar.sessions.earliest("starts_at")
    seats = seminar.enrolments.taking_part().order_by("pk").values_list("pk", flat=True)
    entries = {(seat, yesterday.pk): attendance.Entry() for seat in seats}
    late, excused = list(entries)[1:3]
    entries[late] = attendance.Entry(late=LATE, note="Zugausfall")
    entries[excused] = attendance.Entry(present=False, excused=True)
    attendance.record(seminar=seminar, entries=entries, by=User.objects.get(email=TRAINER), now=now)
