"""Invented people by the ten thousand, each with a place to work; some change it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from faker import Faker

from fortbildung.demo.vast.copying import copy, first_free_key
from fortbildung.demo.vast.tree import Place, Tree
from organisations.models import Employment, User
from organisations.states import EmploymentFunction, EmploymentState

NAMES = 400  # given and family names to combine
FUNCTIONS = [*EmploymentFunction.values]
SHARES = [80, 8, 7, 5]  # percent, in the order of the functions
MOVED, TWICE = 0.1, 0.03  # who works elsewhere now, who works in two places


@dataclass(frozen=True)
class Job:
    key: int
    place: Place
    programme: int
    function: str
    starts: date
    ends: date | None


@dataclass(frozen=True)
class Somebody:
    key: int
    jobs: tuple[Job, ...]

    def job_on(self, day: date) -> Job:
        """Where they worked on that day; the first job of those who had none yet."""
        then = [job for job in self.jobs if job.ends is None or job.ends >= day]
        return then[0] if then else self.jobs[-1]


def hire(tree: Tree, count: int, chance: Random, *, since: date, now: datetime) -> list[Somebody]:
    """`count` people, employed since the day `since` at the latest."""
    first = first_free_key(User)
    copy(
        User,
        ["id", "email", "first_name", "last_name"],
        ((first + n, f"viele{first + n}@example.org", *name) for n, name in _names(count, chance)),
        password="!",  # noqa: S106 – nobody logs in
        date_joined=now,
    )
    people, key = [], first_free_key(Employment)
    for number in range(count):
        jobs = _jobs(tree, chance, key=key, since=since, today=now.date())
        key += len(jobs)
        people.append(Somebody(first + number, jobs))
    columns = ["id", "user_id", "organisation_id", "programme_id", "function", "starts", "ends"]
    copy(
        Employment,
        columns,
        (
            (job.key, person.key, job.place.site, job.programme, job.function, job.starts, job.ends)
            for person in people
            for job in person.jobs
        ),
        state=EmploymentState.CONFIRMED,
        decided_at=now,
    )
    return people


def _names(count, chance):
    words = Faker("de_DE")
    words.seed_instance(11)
    given = [words.first_name() for _ in range(NAMES)]
    family = [words.last_name() for _ in range(NAMES)]
    for number in range(count):
        yield number, (chance.choice(given), chance.choice(family))


def _jobs(tree, chance, *, key, since, today):
    """One job; or one after the other, or two side by side."""
    lot = chance.random()
    if lot < MOVED:
        left = since + timedelta(days=chance.randrange((today - since).days))
        spans = [(since, left), (left + timedelta(days=1), None)]
    elif lot < MOVED + TWICE:
        spans = [(since, None), (since, None)]
    else:
        spans = [(since, None)]
    places = chance.sample(tree.places, len(spans))
    function = chance.choices(FUNCTIONS, SHARES)[0]
    return tuple(
        Job(key + n, place, chance.choice(tree.programmes), function, *span)
        for n, (place, span) in enumerate(zip(places, spans, strict=True))
    )
