"""What the tests of the desk's seats share. Views read the clock, so seminars lie ahead of now."""

from uuid import uuid4

from django.contrib.messages import get_messages
from django.utils import timezone

from courses.services.contingents import Promise, set_contingents
from courses.services.enrolments import enrol
from tests.cms.desk import to_the_admin
from tests.cms.site import in_days
from tests.factories import A_DAY, association, counsellor, office_staff, provider, site

THEIRS = "Caritas"


def coming(**fields):
    """A seminar in a month that can be booked now."""
    return in_days(30, **fields)


def closed(**fields):
    """A seminar in a month whose enrolment has closed yesterday."""
    return in_days(30, closes_at=timezone.now() - A_DAY, **fields)


def book(seminar, person=None):
    """At this moment, or while the window was open."""
    person = person or counsellor()
    now = min(timezone.now(), seminar.closes_at - A_DAY)
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def of_caritas(**fields):
    """Somebody who works below another association."""
    place = provider("Träger Zwei", below=association(THEIRS))
    return counsellor(site("Beratungsstelle Süd", below=place), **fields)


def promise(seminar, **reserved):
    """Contingents by the name of their association: `promise(seminar, AWO=2)`."""
    promises = [Promise(association(name), seats) for name, seats in reserved.items()]
    staff = office_staff()
    set_contingents(seminar=seminar, promises=promises, by=staff, now=timezone.now())
    return [seminar.contingents.get(organisation__name=name) for name in reserved]


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def logged_in(client, person=None):
    client.force_login(to_the_admin(person or office_staff()))
    return client


def refused(response):
    """What the form of an act says against it."""
    return list(response.context["form"].non_field_errors())


def ada_and_ben(seminar):
    return [
        book(seminar, counsellor(first_name=first, last_name=last))
        for first, last in (("Ada", "Zorn"), ("Ben", "Ärger"))
    ]


def ticked(*enrolments, kind="cancel", **fields):
    """What the table sends when some are chosen."""
    return {"enrolment": [e.pk for e in enrolments], "kind": kind, "key": str(uuid4()), **fields}
