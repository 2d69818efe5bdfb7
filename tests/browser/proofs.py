"""A team of whom something is required; made inside the stack that serves it."""

from django.utils import timezone

from cms import access, site
from tests import factories
from tests.browser.before import let_in
from tests.certificates.kinds import grants, kind
from tests.certificates.required import requirement
from tests.cms.site import in_days

MANAGER, KIM, OFFICE = "leitung@example.org", "kim@example.org", "stelle@example.org"
TEAM = ["Ada", "Ben", "Cem"]
TITLE, KIND = "Aufenthaltsrecht auf neuem Stand", "Aufenthaltsrecht"


def prepare():
    """Four people lack it, for longer than they may; a date is open that grants it."""
    site.create_site()
    place = factories.site()
    asked = kind(name=KIND)
    requirement(asked, title=TITLE, valid_from=timezone.localdate().replace(year=2020))
    course = grants(asked, factories.CourseFactory(code="FB-006", title="Aufenthaltsrecht I"))
    in_days(30, course=course)
    let_in(
        factories.manager(place.get_parent(), email=MANAGER, last_name="Lenz"),
        factories.office_staff(email=OFFICE, last_name="Stein"),
        factories.counsellor(place, email=KIM, first_name="Kim", last_name="Kaya"),
    )
    for name in TEAM:
        factories.counsellor(place, first_name=name, last_name="Muster")
    access.admit_all()
