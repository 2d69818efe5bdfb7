"""What the portal's visitors find; made inside the stack that serves them."""

from types import SimpleNamespace

from cms import site
from courses.kinds import ApprovalPolicy
from courses.models import CancellationPolicy
from tests import factories
from tests.browser.before import let_in
from tests.cms.desk import book
from tests.cms.site import in_days

SOON, LATER = "Aufenthaltsrecht I", "Gespräche führen"  # the second has no date yet
ASKING = ["Dora", "Emil", "Finn"]
# Whoever goes one way has people and places of their own.
KEYS = SimpleNamespace(
    at="Träger Eins",
    counsellor="ada@example.org",
    manager="leitung@example.org",
    visitor="gast@example.org",
)
PLAIN = SimpleNamespace(
    at="Träger Zwei",
    counsellor="ben@example.org",
    manager="chefin@example.org",
    visitor="besuch@example.org",
)


def prepare():
    """A course to book, which costs something when cancelled, and one without a date."""
    site.create_site()
    policy = CancellationPolicy.objects.create(central_office=factories.office(), name="Üblich")
    policy.tiers.create(days_before=90, amount=50)
    soon = factories.CourseFactory(code="FB-006", title=SOON)
    later = factories.CourseFactory(code="FB-007", title=LATER, topic="Methoden")
    for course in (soon, later):
        site.ensure_course_page(course, factories.office(), live=True, intro="Worum es geht.")
    in_days(30, course=soon, cancellation_policy=policy)
    to_approve = in_days(45, approval_policy=ApprovalPolicy.MANAGER, approval_hours=24 * 365)
    for way in (KEYS, PLAIN):
        people(way, to_approve)


def people(way, to_approve):
    """A provider with its manager, who is asked for three approvals, and two counsellors."""
    house = factories.provider(way.at)
    place = factories.site(f"Beratung {way.at}", below=house)
    let_in(
        factories.counsellor(place, email=way.counsellor),
        factories.counsellor(place, email=way.visitor),
        factories.manager(house, email=way.manager),
    )
    for name in ASKING:
        book(to_approve, factories.counsellor(place, first_name=name, last_name="Muster"))
