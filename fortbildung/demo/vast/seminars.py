"""Courses and dates over eight years, spread as an office would: no weekends, quiet summers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from courses.kinds import DeliveryMode
from courses.models import Contingent, Course, Seminar, Session, Topic
from courses.states import SeminarState
from fortbildung.demo.vast.copying import copy, first_free_key
from fortbildung.demo.vast.tree import Tree

COURSES, TOPICS = 400, 12
PAST, AHEAD = 8 * 365, 150  # days
UNITS, SESSION = 8, timedelta(hours=7)  # per day
WORDS = ["Aufenthaltsrecht", "Asylverfahren", "Einbürgerung", "Beratung", "Sozialrecht", "Trauma"]
CALLED_OFF = 0.04
SHARES = [55, 30, 8, 5, 2]  # percent, in the order of the delivery modes
A_DAY, SUNDAY_FROM = timedelta(days=1), 5


@dataclass(frozen=True)
class Dated:
    """A seminar with what its enrolments need; `contingents` by association."""

    key: int
    state: str
    capacity: int
    days: int
    starts_at: datetime
    opens_at: datetime
    contingents: dict[int, int]

    @property
    def units(self):
        return self.days * UNITS

    @property
    def ends_at(self):
        return self.starts_at + (self.days - 1) * A_DAY + SESSION


def plan(tree: Tree, count: int, seats: int, chance: Random, *, now: datetime) -> list[Dated]:
    """`count` seminars of about `seats` seats; those that are over are closed or called off."""
    courses = _courses(chance)
    lands = [*{place.land for place in tree.places}]
    key = first_free_key(Seminar)
    contingents = iter(range(first_free_key(Contingent), 10**12))
    seminars = [
        _dated(tree, key + number, seats, chance, contingents, now) for number in range(count)
    ]
    columns = ["id", "number", "course_id", "central_office_id", "state", "land_id", "capacity"]
    columns += ["opens_at", "closes_at", "fee"]
    copy(
        Seminar,
        columns,
        (
            (s.key, f"V-{s.key}", chance.choice(courses), chance.choice(tree.offices), s.state,
             chance.choice(lands), s.capacity, s.opens_at, s.starts_at - 3 * A_DAY,
             chance.choice([0, 0, 60, 120]))
            for s in seminars
        ),
        place="Tagungshaus",
    )  # fmt: skip
    _rooms_and_times(seminars)
    return seminars


def _courses(chance):
    first, topic = first_free_key(Course), first_free_key(Topic)
    topics = range(topic, topic + TOPICS)
    copy(Topic, ["id", "name", "slug"], ((n, f"Gebiet {n}", f"gebiet-{n}") for n in topics))
    keys = range(first, first + COURSES)
    modes = chance.choices(DeliveryMode.values, SHARES, k=COURSES)
    rows = (
        (key, f"V{key}", f"{WORDS[key % len(WORDS)]} {key}", UNITS * (1 + key % 3), mode)
        for key, mode in zip(keys, modes, strict=True)
    )
    copy(Course, ["id", "code", "title", "teaching_units", "delivery_mode"], rows)
    joined = Course.topics.through
    copy(joined, ["course_id", "topic_id"], ((key, topics[key % TOPICS]) for key in keys))
    return keys


def _dated(tree, key, seats, chance, contingents, now):
    starts_at = _a_weekday(now, chance)
    days = chance.choice([1, 1, 2, 3])
    over = starts_at + days * A_DAY < now
    state = SeminarState.CLOSED if over else SeminarState.OPEN
    if over and chance.random() < CALLED_OFF:
        state = SeminarState.CALLED_OFF
    own = chance.sample(tree.associations, chance.choice([0, 2, 3])) if over else []
    return Dated(
        key=key,
        state=state,
        capacity=max(2, round(seats * chance.uniform(0.5, 1.5))),
        days=days,
        starts_at=starts_at,
        opens_at=starts_at - 120 * A_DAY,
        contingents={association: next(contingents) for association in own},
    )


def _a_weekday(now, chance):
    """Nine o'clock in Berlin on a working day; seldom in July and August."""
    day = timezone.localdate(now) + timedelta(days=chance.randint(-PAST, AHEAD))
    if day.month in (7, 8) and chance.random() < 0.7:  # noqa: PLR2004
        day -= timedelta(days=70)
    if day.weekday() >= SUNDAY_FROM:
        day -= timedelta(days=2)
    return timezone.make_aware(datetime.combine(day, time(9)))


def _rooms_and_times(seminars):
    copy(
        Session,
        ["seminar_id", "starts_at", "ends_at"],
        (
            (seminar.key, begin, begin + SESSION)
            for seminar in seminars
            for begin in _beginnings(seminar)
        ),
        teaching_units=UNITS,
        blocks=False,
    )
    released = (
        (key, seminar.key, association, max(1, seminar.capacity // 8), released_at, released_at)
        for seminar in seminars
        for released_at in [seminar.starts_at - 21 * A_DAY]
        for association, key in seminar.contingents.items()
    )
    columns = ["id", "seminar_id", "organisation_id", "reserved", "release_at", "released_at"]
    copy(Contingent, columns, released)


def _beginnings(seminar) -> Iterator[datetime]:
    """Nine o'clock each day, also when clocks change in between."""
    for number in range(seminar.days):
        day = timezone.localdate(seminar.starts_at) + number * A_DAY
        yield timezone.make_aware(datetime.combine(day, time(9)))
