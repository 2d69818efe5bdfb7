"""What is there before a story begins, and what it cannot wait for; run inside its stack."""

from datetime import timedelta

from django.db.models import F

from cms import access, site
from courses.models import Seminar, Session
from organisations.services.accounts import trust_address
from tests import factories
from tests.cms.desk import book, seminar_begun

PASSWORD = "sehr-geheim-2026"  # everybody's
SPEAKER = "referat@example.org"
OFFICE, MANAGER, COORDINATION = "stelle@example.org", "leitung@example.org", "bund@example.org"
ADA, BEN = "ada@example.org", "ben@example.org"
EIGHT_WEEKS = timedelta(weeks=8)


def prepare():
    """A site with its manager and one counsellor, an office, the coordination, a course's page."""
    place = factories.site()
    people = [
        factories.counsellor(place, email=BEN, first_name="Ben", last_name="Brückner"),
        factories.manager(place.get_parent(), email=MANAGER, last_name="Lenz"),
        factories.office_staff(email=OFFICE, last_name="Stein"),
        factories.coordinator(email=COORDINATION, last_name="Bund"),
    ]
    for person in people:
        person.set_password(PASSWORD)
        person.save()
        trust_address(user=person)
    site.create_site()
    course = factories.CourseFactory(code="FB-006", title="Aufenthaltsrecht I")
    site.ensure_course_page(course, factories.office(), live=True, intro="Titel und Zwecke.")
    access.admit_all()


def turn_the_calendar():
    """Eight weeks pass."""
    Session.objects.update(
        starts_at=F("starts_at") - EIGHT_WEEKS, ends_at=F("ends_at") - EIGHT_WEEKS
    )
    Seminar.objects.update(
        opens_at=F("opens_at") - EIGHT_WEEKS, closes_at=F("closes_at") - EIGHT_WEEKS
    )


def take_place_today():
    """A seminar that began a while ago; Ada and Ben have seats, somebody speaks."""
    seminar = seminar_begun(days_ago=0, number="HEUTE")
    speaker = factories.PersonFactory(email=SPEAKER, last_name="Nowak")
    ada = factories.counsellor(email=ADA, first_name="Ada", last_name="Łukasik")
    ben = factories.counsellor(email=BEN, first_name="Ben", last_name="Brückner")
    for person in (speaker, ada, ben):
        person.set_password(PASSWORD)
        person.save()
        trust_address(user=person)
    for person in (ada, ben):
        book(seminar, person)
    factories.teaches(speaker, seminar)
    site.create_site()
