"""What is booked at the moment: one seminar is full with people waiting, others fill up."""

from datetime import timedelta
from random import Random

from courses.models import Seminar
from courses.states import PUBLIC
from fortbildung.demo.bookings import book
from organisations.models import User

WAITING = 5
HERS = {1, 2, 4}  # the demo counsellor's own bookings
TRAINER = "referent@example.org"


def enrol_people(staff, *, now):
    """Fill the first open seminar beyond its seats, the next one just so that two are free."""
    chance = Random(7)  # noqa: S311 – the same present in every demo
    open_now = Seminar.objects.filter(state__in=PUBLIC, opens_at__lt=now, closes_at__gt=now)
    trainer = User.objects.get(email=TRAINER)
    for order, seminar in enumerate(open_now.order_by("closes_at", "pk")):
        wanted = seminar.capacity + WAITING if order == 0 else chance.randint(2, seminar.capacity)
        people = chance.sample(staff[1:], wanted * 3)
        if order in HERS:
            people.insert(0, staff[0])
        booked = fill(seminar, people, wanted, now)
        if order == 0:
            book(seminar, staff[0], booked + timedelta(minutes=5))
            seminar.trainers.add(trainer)


def fill(seminar, people, wanted, now):
    """Book until `wanted` people are in; the moment of the last booking."""
    moment = max(seminar.opens_at, now - timedelta(days=20))
    step = (now - moment) / (wanted + 3)
    for person in people:
        if wanted and book(seminar, person, moment + step):
            moment += step
            wanted -= 1
    return moment
