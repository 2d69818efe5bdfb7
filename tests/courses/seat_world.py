"""A random small world for the machine that tries out the seats."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import strategies as st

from courses.kinds import Allocation, ApprovalPolicy
from organisations.models import Organisation
from organisations.states import OrganisationKind
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    association,
    counsellor,
    manager,
    office,
    office_staff,
    provider,
    site,
)


@dataclass(frozen=True)
class SeminarPlan:
    """How one seminar is set up."""

    capacity: int
    offers: bool
    policy: str
    provider_limit: int | None
    selection: bool
    same_time: bool


@dataclass(frozen=True)
class WorldPlan:
    """The shape of the tree, who works and manages where, and the seminars."""

    regional: bool
    providers: int
    sites: int
    mailbox: bool
    managers: tuple
    people: tuple
    boss_applies: bool
    seminars: tuple
    promises: tuple


@dataclass
class World:
    nodes: list = field(default_factory=list)
    places: list = field(default_factory=list)  # where people work
    people: list = field(default_factory=list)
    deciders: list = field(default_factory=list)  # managers, and last the office
    seminars: list = field(default_factory=list)
    office: object = None


SEMINARS = st.builds(
    SeminarPlan,
    capacity=st.integers(1, 5),
    offers=st.booleans(),
    policy=st.sampled_from([*ApprovalPolicy, ApprovalPolicy.NONE]),
    provider_limit=st.none() | st.integers(1, 3),
    selection=st.sampled_from([False, False, False, True]),
    same_time=st.booleans(),
)
NUMBER = st.integers(0, 11)  # of a node, a person, a row: taken modulo how many there are
# Whose, how many, how many more at most, and after how many days they are released.
PROMISES = st.lists(
    st.tuples(
        NUMBER,
        st.integers(0, 3),
        st.none() | st.integers(0, 2),
        st.none() | st.integers(1, 9),
    ),
    max_size=4,
)
WORLDS = st.builds(
    WorldPlan,
    regional=st.booleans(),
    providers=st.integers(1, 3),
    sites=st.integers(0, 2),
    mailbox=st.booleans(),
    managers=st.tuples(NUMBER) | st.tuples(NUMBER, NUMBER) | st.just(()),
    people=st.tuples(*[NUMBER] * 6),
    boss_applies=st.booleans(),
    seminars=st.tuples(SEMINARS, SEMINARS) | st.tuples(SEMINARS, SEMINARS, SEMINARS),
    promises=st.tuples(PROMISES, PROMISES),
)


def build(plan):
    """The rows of the plan."""
    world = World(office=office())
    _plant(world, plan)
    places = world.places
    world.people = [counsellor(places[number % len(places)]) for number in plan.people]
    for number in plan.managers:
        node = Organisation.objects.get(pk=world.nodes[number % len(world.nodes)].pk)
        world.deciders.append(manager(node))
    if plan.boss_applies:
        boss = world.people[0]
        boss.roles.create(kind="manager", organisation=boss.job.organisation)
        world.deciders.append(boss)
    world.deciders.append(office_staff())
    course = CourseFactory()
    for position, one in enumerate(plan.seminars):
        world.seminars.append(_seminar(course, one, position))
    return world


def _plant(world, plan):
    root = parent = association()
    if plan.regional:
        parent = root.add_child(kind=OrganisationKind.REGIONAL_ASSOCIATION, name="Landesverband")
        world.nodes.append(parent)
    for number in range(plan.providers):
        home = provider(f"Träger {number}", below=Organisation.objects.get(pk=parent.pk))
        if plan.mailbox and number == 0:
            Organisation.objects.filter(pk=home.pk).update(email="leitung@example.org")
        sites = [site(f"Stelle {number}-{n}", below=home) for n in range(plan.sites)]
        world.nodes += [home, *sites]
        world.places += [home, *sites]
    world.nodes.insert(0, root)


def _seminar(course, plan, position):
    start = NOON + 30 * A_DAY + (timedelta() if plan.same_time else 7 * position * A_DAY)
    return SeminarFactory(
        course=course,
        capacity=plan.capacity,
        offers=plan.offers,
        approval_policy=plan.policy,
        provider_limit=plan.provider_limit,
        allocation=Allocation.SELECTION if plan.selection else Allocation.FIRST_COME,
        closes_at=NOON + 12 * A_DAY,
        days=1,
        days__start=start,
    )
