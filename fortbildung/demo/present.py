"""What is booked at the moment: one seminar is full with people waiting, others fill up."""

from datetime import timedelta
from random import Random

from django.core.files.base import ContentFile

from courses.kinds import Allocation
from courses.models import Seminar
from courses.services.engaging import engage
from courses.services.materials import add_material
from courses.states import PUBLIC
from fortbildung.demo.bookings import book
from fortbildung.demo.offices import agree, prefer
from organisations.models import User

WAITING = 5
UNDECIDED = 3  # of each seminar's last bookings the employer has not decided yet
HERS = {1, 2, 4}  # the demo counsellor's own bookings
TRAINER = "referent@example.org"


def enrol_people(staff, *, now):
    """Fill the first open seminar beyond its seats, the next one just so that two are free."""
    chance = Random(7)  # noqa: S311 – the same present in every demo
    open_now = Seminar.objects.filter(state__in=PUBLIC, opens_at__lt=now, closes_at__gt=now)
    trainer = User.objects.get(email=TRAINER)
    for order, seminar in enumerate(open_now.order_by("closes_at", "pk")):
        crowded = order == 0 or seminar.allocation == Allocation.SELECTION
        wanted = seminar.capacity + WAITING if crowded else chance.randint(2, seminar.capacity)
        people = chance.sample(staff[1:], wanted * 3)
        if order in HERS:
            people.insert(0, staff[0])
        if order == 0:
            people.insert(0, colleague_of(staff[0], people))
        booked = fill(seminar, people, wanted, now)
        if order == 0:
            book(seminar, staff[0], booked + timedelta(minutes=5))
            hand_over(seminar, trainer, now=now)
            prefer(seminar, now=now)


def hand_over(seminar, trainer, *, now):
    """The demo's own speaker teaches it, and hands out the first file."""
    mine = seminar.central_office.speakers
    speaker = mine.filter(user=trainer).first() or mine.create(
        name=str(trainer), user=trainer, email=trainer.email
    )
    seminar.engagements.all().delete()
    engage(seminar=seminar, speaker=speaker, reason="Eröffnet die Reihe", now=now)
    add_material(
        seminar=seminar,
        title="Zur Vorbereitung",
        file=ContentFile(
            b"Bitte bringen Sie einen Fall aus Ihrer Beratung mit.", "vorbereitung.txt"
        ),
        by=trainer,
        now=now,
    )


def colleague_of(person, people):
    """Somebody of the same association, who takes what is reserved for it before her."""
    own = person.employments.first().organisation.get_root()
    return next(p for p in people if p.employments.first().organisation.is_descendant_of(own))


def fill(seminar, people, wanted, now):
    """Book until `wanted` people are in; the moment of the last booking."""
    moment = max(seminar.opens_at, now - timedelta(days=20))
    step = (now - moment) / (wanted + 3)
    for person in people:
        if wanted and book(seminar, person, moment + step):
            moment += step
            wanted -= 1
            if wanted >= UNDECIDED:
                agree(seminar.enrolments.live().get(person=person), now=moment + step / 2)
    return moment
