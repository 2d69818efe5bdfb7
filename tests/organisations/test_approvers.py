"""Who approves a booking: the nearest managers and their deputies, never the applicant."""

import pytest
from django.db.models import Q

from organisations.models import Employment, Organisation
from organisations.services import approvers
from tests.factories import association, counsellor, manager, office, programme, provider, site
from tests.organisations.deputising import TODAY, day, deputy_of

pytestmark = pytest.mark.django_db

NODES = {
    "site": site,
    "provider": provider,
    "association": association,
    "elsewhere": lambda: provider("Träger Zwei"),
}
BOSS = {"boss": "provider"}


def case(name, managers, deputies=(), *, locked=(), asked="", may=""):
    """Managers as {name: node}, deputies as (name, manager, first day, last day).

    `asked` are asked for a booking of "applicant" at the site, `may` may approve it, too.
    """
    return pytest.param(managers, deputies, locked, asked.split(), may.split(), id=name)


CASES = [
    case("nobody is there", {}),
    case(
        "the nearest level is asked",
        {"near": "site", "far": "provider", "top": "association"},
        asked="near",
        may="far top",
    ),
    case("all of one level are asked", {"one": "site", "two": "site"}, asked="one two"),
    case("an association is not asked", {"top": "association"}, may="top"),
    case("other providers have no say", {"other": "elsewhere"}),
    case(
        "without an account nobody is asked",
        {"gone": "site", "far": "provider"},
        locked=["gone"],
        asked="far",
    ),
    case("nobody approves the own booking", {"applicant": "site"}),
    case(
        "the next level is asked for a manager",
        {"applicant": "site", "far": "provider"},
        asked="far",
    ),
    case("a deputy is asked, too", BOSS, [("deputy", "boss", -1, 1)], asked="boss deputy"),
    case("from the first day", BOSS, [("deputy", "boss", 0, 1)], asked="boss deputy"),
    case("to the last day", BOSS, [("deputy", "boss", -1, 0)], asked="boss deputy"),
    case("not before", BOSS, [("deputy", "boss", 1, 2)], asked="boss"),
    case("and not after", BOSS, [("deputy", "boss", -2, -1)], asked="boss"),
    case("a deputy is nobody's own approver", BOSS, [("applicant", "boss", -1, 1)], asked="boss"),
    case(
        "a deputy without an account is not asked",
        BOSS,
        [("deputy", "boss", -1, 1)],
        locked=["deputy"],
        asked="boss",
    ),
    case(
        "the deputy goes with the manager",
        {"boss": "site", "far": "provider"},
        [("deputy", "boss", -1, 1)],
        locked=["boss"],
        asked="far",
    ),
    case(
        "no deputy approves the booking of their manager",
        {"applicant": "provider", "other": "provider"},
        [("deputy", "applicant", -1, 1)],
        asked="other",
    ),
    case(
        "who stands in for two is asked once",
        {"one": "site", "two": "site"},
        [("deputy", "one", -1, 1), ("deputy", "two", -1, 1)],
        asked="one two deputy",
    ),
    case(
        "a deputy further up may approve, too",
        {"near": "site", "top": "association"},
        [("deputy", "top", -1, 1)],
        asked="near",
        may="top deputy",
    ),
]


def build(managers, deputies, locked):
    """The people of the case by name."""
    people = {name: manager(NODES[node]()) for name, node in managers.items()}
    for name, boss, starts, ends in deputies:
        person = people.get(name) or counsellor()
        people[name] = deputy_of(people[boss], person, starts=starts, ends=ends).deputy
    for name in locked:
        people[name].is_active = False
        people[name].save()
    return people if "applicant" in people else people | {"applicant": counsellor()}


def booking_of(person):
    """A row with a place and a person, as bookings are."""
    row = Employment.objects.create(
        user=person, organisation=site(), programme=programme("JMD"), starts=TODAY
    )
    return Employment.objects.filter(pk=row.pk)


@pytest.mark.parametrize(("managers", "deputies", "locked", "asked", "may"), CASES)
def test_who_is_asked_and_who_may(managers, deputies, locked, asked, may):
    people = build(managers, deputies, locked)
    place, applicant = site(), people["applicant"]
    booking = booking_of(applicant)

    def may_approve(person):
        return approvers.may_approve(person, place, applicant=applicant, on=TODAY)

    def finds_it(person):
        condition = approvers.bookings_approved_by(person, on=TODAY, person="user")
        return booking.filter(condition).exists()

    found = approvers.approvers_of(place, applicant=applicant, on=TODAY)
    assert found == [people[name] for name in asked]
    expected = {name: name in asked + may for name in people}
    assert {name: may_approve(person) for name, person in people.items()} == expected
    assert {name: finds_it(person) for name, person in people.items()} == expected


def test_an_unnamed_place_has_approvers_too():
    boss = manager()
    assert approvers.approvers_of(site(), applicant=None, on=TODAY) == [boss]
    assert approvers.may_approve(boss, site(), applicant=None, on=TODAY)
    assert not approvers.may_approve(counsellor(), site(), applicant=None, on=TODAY)


def test_the_places_are_the_own_ones_and_those_of_whom_one_stands_in_for():
    near, far = site(), site("Fremd", below=provider("Träger Zwei"))
    boss, other = manager(), manager(provider("Träger Zwei"))
    deputy_of(other, boss, starts=3, ends=5)

    def places(user, on):
        return list(approvers.places_approved_by(user, on))

    assert places(boss, TODAY) == [near.get_parent(), near]
    assert places(boss, day(3)) == [near.get_parent(), near, far.get_parent(), far]
    assert places(other, day(3)) == [far.get_parent(), far]
    assert places(counsellor(), TODAY) == []


def test_the_lookups_cost_the_same_however_many_there_are(django_assert_num_queries):
    boss, applicant = manager(), counsellor()
    for number in range(5):
        deputy_of(manager(site(f"Stelle {number}")), boss)
        deputy_of(boss)
    place = site("Stelle 0")
    with django_assert_num_queries(2):
        assert len(approvers.approvers_of(place, applicant=applicant, on=TODAY)) == 2
    with django_assert_num_queries(1):
        assert approvers.may_approve(boss, place, applicant=applicant, on=TODAY)
    with django_assert_num_queries(2):
        assert len(approvers.places_approved_by(boss, TODAY)) == 7
    with django_assert_num_queries(1):
        assert approvers.bookings_approved_by(boss, on=TODAY) != Q()


@pytest.mark.parametrize(
    ("mailboxes", "found"),
    [
        ([], ""),
        (["site", "provider", "association"], "site@example.org"),
        (["provider", "association"], "provider@example.org"),
        (["association", "elsewhere"], ""),
    ],
)
def test_the_mailbox_is_inherited_up_to_the_provider(mailboxes, found):
    for name in mailboxes:
        node = NODES[name]()
        Organisation.objects.filter(pk=node.pk).update(email=f"{name}@example.org")
    assert approvers.function_mailbox(site()) == found


def test_the_office_is_that_of_the_association():
    own = office()
    office("Caritas")
    assert list(approvers.offices_of_association(site())) == [own]
    assert list(approvers.offices_of_association(provider(below=association("IB")))) == []
