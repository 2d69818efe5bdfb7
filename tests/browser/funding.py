"""A seminar that was held and paid for; made inside the stack that serves it."""

from cms import access, site
from tests import factories
from tests.browser.before import let_in
from tests.reports.funded import funded, grant

OFFICE, NUMBER = "stelle@example.org", "FB-2026-01"


def prepare():
    """Everything is there but the report in words, and the grant it is charged to."""
    site.create_site()
    seminar = funded()
    seminar.funding.delete()
    grant(reference="AZ ohne Regel")
    seminar.number = NUMBER
    seminar.save(update_fields=["number"])
    let_in(factories.office_staff(email=OFFICE, last_name="Stein"))
    access.admit_all()
