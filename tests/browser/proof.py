"""Somebody with a certificate, and the office that issued it; made inside the stack."""

from certificates.services.issuing import issue_due
from cms import access, site
from tests import factories
from tests.browser.before import BEN, OFFICE, let_in
from tests.certificates.settled import AFTER, settled

__all__ = ["BEN", "OFFICE", "prepare"]


def prepare():
    """A seminar that is over, whose only participant was there."""
    ben = factories.counsellor(email=BEN, first_name="Ben", last_name="Brückner")
    let_in(ben, factories.office_staff(email=OFFICE, last_name="Stein"))
    site.create_site()
    access.admit_all()
    settled(ben)
    issue_due(now=AFTER)
