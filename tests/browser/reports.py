"""A year that is over, with six who took part; made inside the stack that serves it."""

from datetime import timedelta

from django.utils import timezone

from cms import access, site
from courses.states import SeminarState
from tests import factories
from tests.browser.before import let_in
from tests.reports.people import stayed_away, took_part

OFFICE, COORDINATION, ADA = "stelle@example.org", "bund@example.org", "ada@example.org"
PEOPLE = 6


def last_year():
    return timezone.localdate().year - 1


def prepare():
    site.create_site()
    begins = timezone.localtime().replace(year=last_year(), month=3, day=2, hour=12)
    seminar = factories.SeminarFactory(
        state=SeminarState.CLOSED, days__start=begins, opens_at=begins - timedelta(days=60)
    )
    ada = factories.counsellor(email=ADA, first_name="Ada", last_name="Weber")
    seat = took_part(ada, seminar)  # her own page tells how it came
    seat.events.create(at=begins, from_state="confirmed", to_state="attended")
    for _ in range(PEOPLE - 1):
        took_part(factories.counsellor(), seminar)
    stayed_away(factories.counsellor(), seminar)
    let_in(
        ada,
        factories.office_staff(email=OFFICE, last_name="Stein"),
        factories.coordinator(email=COORDINATION, last_name="Bund"),
    )
    access.admit_all()
