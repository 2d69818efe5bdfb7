"""The demo's story, told through the services everybody uses: nothing is written past a rule."""

import re
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from fortbildung.demo import (
    after,
    blocks,
    funding,
    houses,
    offices,
    pages,
    past,
    people,
    present,
    proofs,
    today,
)
from fortbildung.shared.models import OutgoingMail

DATA = Path(__file__).parent / "data"
WRITTEN_ON = date(2026, 11, 23)  # the sample's dates are shifted by the weeks since
A_DATE = re.compile(r"\b(\d{2}\.\d{2}\.\d{4})\b")


@transaction.atomic
def tell(*, now, say):
    """Load everything, or nothing: `say` hears of each step."""
    say("Verbände, Träger, Beratungsstellen und Kurse …")
    import_the_basics()
    say("Veranstaltungen …")
    import_seminars(now)
    say("Seiten …")
    pages.write()
    say("Menschen …")
    staff = people.hire(now=now)
    say("Zwei Jahre Fortbildung …")
    offices.dress()
    offices.write_policy()
    past.happen(staff, now=now)
    say("Tagungsorte und Referierende …")
    houses.furnish(now=now)
    say("Anmeldungen …")
    fill_the_present(staff, now)
    say("Was davor und danach kommt, und was verlangt wird …")
    care_and_require(staff, now)
    # The story's mails count as delivered: nobody wants thousands in the demo's mailbox.
    OutgoingMail.objects.update(sent_at=now, attempts=1)


def care_and_require(staff, now):
    after.care(staff, now=now)
    proofs.require(now=now)
    funding.account(now=now)


def fill_the_present(staff, now):
    offices.set_rules(now=now)
    present.enrol_people(staff, now=now)
    today.take_place(staff, office=offices.OFFICE, now=now)
    blocks.propose(office=offices.OFFICE)


def import_the_basics():
    for file in ("associations", "organisations"):
        call_command("import_organisations", str(DATA / f"{file}.csv"), verbosity=0)
    call_command("import_courses", str(DATA / "courses.csv"), verbosity=0)


def import_seminars(now):
    """The sample's seminars, as many weeks later as the sample is old."""
    weeks = (timezone.localdate(now) - WRITTEN_ON) // timedelta(weeks=1)

    def later(found):
        day = datetime.strptime(found[1], "%d.%m.%Y") + timedelta(weeks=weeks)  # noqa: DTZ007 – a day
        return f"{day:%d.%m.%Y}"

    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as shifted:
        shifted.write(A_DATE.sub(later, (DATA / "seminars.csv").read_text(encoding="utf-8-sig")))
        shifted.flush()
        call_command("import_seminars", shifted.name, publish=True, verbosity=0)
