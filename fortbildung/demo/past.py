"""Two years of seminars that were booked, held, attended and certified."""

from contextlib import suppress
from datetime import timedelta
from decimal import ROUND_CEILING
from random import Random

from django.utils import timezone

from certificates.services import seals
from certificates.services.issuing import issue_due
from courses.kinds import DeliveryMode
from courses.models import Course, Seminar, Session, Speaker
from courses.services import attendance, enrolments, seminars
from courses.services.engaging import engage
from courses.states import HOLDS_A_SEAT
from fortbildung.demo.bookings import book
from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice, State

SEMINARS = 48
A_DAY, SHORT = 8, 3  # units of a day; days in a row
EVERY = timedelta(days=15)
PLACES = [
    ("Haus am Wannsee, Berlin", "BE"),
    ("Bildungsstätte Erfurt", "TH"),
    ("Akademie Köln", "NW"),
    ("Tagungshaus München", "BY"),
    ("Jugendgästehaus Leipzig", "SN"),
    ("Tagungszentrum Frankfurt", "HE"),
]
SPEAKERS = [
    "RAin Dr. Ilse Brandt",
    "Prof. Dr. Tarek Nasser",
    "Marlene Huth, Ömer Kaya",
    "Dr. Ewa Nowak",
    "Jens Albrecht",
]


def happen(staff, *, now):
    """Hold a seminar every fortnight of the past two years, the last one two weeks ago."""
    seals.create(now=now)
    chance = Random(24)  # noqa: S311 – the same past in every demo
    offices = list(CentralOffice.objects.order_by("pk"))
    courses = list(Course.objects.filter(prerequisites=None).order_by("code"))
    for number in range(SEMINARS):
        course = courses[number * 5 % len(courses)]
        office = offices[number % len(offices)]
        seminar = plan(course, office, number, chance, now - EVERY * (SEMINARS - number))
        hold(seminar, staff, chance, first=number % 6 == 0)
        issue_due(now=seminar.ends_at + timedelta(days=2))


def plan(course, office, number, chance, about):
    """A published seminar near `about`, on weekdays from nine in Berlin; long ones end there."""
    day = timezone.localtime(about).replace(hour=9, minute=0, second=0, microsecond=0)
    day -= timedelta(days=max(day.weekday() - 1, 0))
    days = int((course.teaching_units / A_DAY).to_integral_value(ROUND_CEILING))
    pause = timedelta(days=1) if days <= SHORT else timedelta(weeks=2)
    if days > SHORT:
        day -= pause * (days - 1)
    place, short = PLACES[number % len(PLACES)]
    online = course.delivery_mode in {DeliveryMode.ONLINE, DeliveryMode.SELF_PACED}
    seminar = Seminar.objects.create(
        number=f"{course.code}-{day.year}-{80 - SEMINARS // 2 + number % 40:02}",
        course=course,
        central_office=office,
        place="online" if online else place,
        land=None if online else State.objects.get(short=short),
        min_seats=5,
        capacity=chance.choice([10, 12, 12, 16]),
        opens_at=day - timedelta(days=90),
        closes_at=day - timedelta(days=14),
        fee=chance.choice([0, 0, 60, 120]),
        cancellation_policy=office.cancellation_policies.first(),
    )
    names = chance.choice(SPEAKERS)
    add_sessions(seminar, [day + pause * number for number in range(days)])
    teach(seminar, names.split(", "), now=seminar.opens_at)
    seminars.publish(seminar=seminar, now=seminar.opens_at)
    return Seminar.objects.with_dates().get(pk=seminar.pk)


def teach(seminar, names, *, now):
    """Whoever is free of them; the office's register learns the name."""
    for name in names:
        office = {"central_office": seminar.central_office}
        speaker, _new = Speaker.objects.get_or_create(name=name, **office)
        with suppress(Refused):
            engage(seminar=seminar, speaker=speaker, now=now)


def add_sessions(seminar, starts):
    """The course's units in whole numbers, spread evenly over the days."""
    each, over = divmod(int(seminar.course.teaching_units), len(starts))
    for number, start in enumerate(starts):
        units = each + (number < over)
        Session.objects.create(
            seminar=seminar,
            starts_at=start,
            ends_at=start + timedelta(minutes=units * 45 + 60),
            teaching_units=units,
        )


def hold(seminar, staff, chance, *, first):
    """People book, a few too many; some cancel, most come, the office closes."""
    wanted = chance.sample(staff[1:], seminar.capacity + chance.choice([-4, -2, 0, 3]))
    if first:
        wanted.insert(0, staff[0])
    booked = seminar.opens_at + timedelta(days=3)
    for person in wanted:
        booked += timedelta(hours=chance.randint(1, 60))
        book(seminar, person, booked)
    give_some_up(seminar, chance)
    record(seminar, chance, spared=staff[0])
    seminars.close(seminar=seminar, now=seminar.ends_at + timedelta(days=1))


def give_some_up(seminar, chance):
    when = seminar.closes_at - timedelta(days=2)
    seats = list(seminar.enrolments.filter(state__in=HOLDS_A_SEAT).order_by("pk"))
    for enrolment in chance.sample(seats[1:], min(2, len(seats) - 1)):
        enrolments.cancel(enrolment=enrolment, by=enrolment.person, now=when)


def record(seminar, chance, *, spared):
    """Nine in ten come for all of it; a few miss a part or all."""
    sessions = list(seminar.sessions.all())
    minutes = {}
    for enrolment in seminar.enrolments.filter(state__in=HOLDS_A_SEAT):
        share = chance.choices([1, 0.9, 0.5, 0], [85, 5, 4, 6])[0]
        if enrolment.person == spared:
            share = 1
        minutes[enrolment.pk] = {s.pk: int(s.minutes * share) for s in sessions}
    attendance.record_attendance(
        seminar=seminar, minutes=minutes, by=None, now=seminar.ends_at + timedelta(hours=3)
    )
