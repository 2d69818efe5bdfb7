"""About 300 invented people: managers, counsellors, office staff and one log-in per role."""

from datetime import timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from faker import Faker

from cms.access import admit_all
from organisations.demo import DEMO_LOGINS, DEMO_PASSWORD
from organisations.models import CentralOffice, Employment, Organisation, Programme, Role, User
from organisations.states import EmploymentFunction, EmploymentState, RoleKind

COUNSELLORS = 230
DEMO_NAMES = [
    ("Samira", "Yıldız"),
    ("Jörg", "Petersen"),
    ("Annika", "Großmann"),
    ("Thea", "Wróblewski"),
    ("Mirko", "Šarić"),
]


def hire(*, now):
    """Everybody with a place to work; the counsellors, the demo's own first."""
    chance = Random(2026)  # noqa: S311 – the same people in every demo
    names = Faker("de_DE")
    names.seed_instance(2026)
    sites = list(Organisation.objects.sites().prefetch_related("programmes"))
    logins = log_ins()  # before all others: whoever comes first plays the main part
    people = invent(names, len(sites) + COUNSELLORS)
    employ_counsellors([logins[0], *people[:COUNSELLORS]], sites, chance, now)
    appoint_managers(people[COUNSELLORS:], now)
    appoint_demo_roles(logins, sites[0], now)
    verify_addresses(now)
    admit_all()
    ask_for_confirmation(names, sites[0], now)
    return list(User.objects.filter(employments__state=EmploymentState.CONFIRMED).order_by("pk"))


def invent(names, count):
    password = make_password(DEMO_PASSWORD)
    rows = [
        User(
            email=f"person{number}@example.org",
            first_name=names.first_name(),
            last_name=names.last_name(),
            password=password,
        )
        for number in range(1, count + 1)
    ]
    return User.objects.bulk_create(rows)


def log_ins():
    password = make_password(DEMO_PASSWORD)
    rows = [
        User(email=email, first_name=first, last_name=last, password=password)
        for (_role, email), (first, last) in zip(DEMO_LOGINS, DEMO_NAMES, strict=True)
    ]
    return User.objects.bulk_create(rows)


def employ_counsellors(people, sites, chance, now):
    for number, person in enumerate(people):
        site = sites[number % len(sites)]
        years = 4 if number == 0 else chance.choice([0.3, 1, 1.6, 2.5, 3, 4, 5, 7])
        employ(person, site, EmploymentFunction.COUNSELLOR, now, years=years)


def employ(person, site, function, now, *, years):
    start = timezone.localdate(now) - timedelta(days=int(365 * years) + 60)
    Employment.objects.create(
        user=person,
        organisation=site,
        programme=site.programmes.first() or Programme.objects.first(),
        function=function,
        starts=start,
        state=EmploymentState.CONFIRMED,
        decided_at=now - timedelta(days=int(365 * years) + 60),
    )


def appoint_managers(people, now):
    """One manager per provider, employed at its first site."""
    for provider, person in zip(Organisation.objects.providers(), people, strict=False):
        site = provider.get_children().first()
        employ(person, site, EmploymentFunction.MANAGER, now, years=5)
        Role.objects.create(user=person, kind=RoleKind.MANAGER, organisation=provider)


def appoint_demo_roles(logins, site, now):
    _counsellor, manager, office, coordination, trainer = logins
    employ(manager, site, EmploymentFunction.MANAGER, now, years=6)
    Role.objects.create(user=manager, kind=RoleKind.MANAGER, organisation=site.get_parent())
    association = site.get_root()
    Role.objects.create(
        user=office,
        kind=RoleKind.OFFICE_STAFF,
        central_office=CentralOffice.objects.get(organisation=association),
    )
    Role.objects.create(user=coordination, kind=RoleKind.COORDINATION)
    Role.objects.create(user=trainer, kind=RoleKind.TRAINER)


def ask_for_confirmation(names, site, now):
    """Two newcomers wait for the demo manager's word."""
    for number in (1, 2):
        person = User.objects.create_user(
            f"neu{number}@example.org",
            first_name=names.first_name(),
            last_name=names.last_name(),
        )
        Employment.objects.create(
            user=person,
            organisation=site,
            programme=site.programmes.first(),
            starts=timezone.localdate(now) + timedelta(days=7 * number),
        )


def verify_addresses(now):
    """Everybody may log in at once: the addresses count as verified."""
    User.objects.update(date_joined=now - timedelta(days=900))
    rows = [
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in User.objects.all()
    ]
    EmailAddress.objects.bulk_create(rows)
