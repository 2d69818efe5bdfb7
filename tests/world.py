"""A small world in which everybody has something of their own; for the tests of permissions."""

from types import SimpleNamespace

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document

from certificates.models import Certificate
from certificates.services import issue_due
from cms.access import admit_all
from cms.site import create_site
from courses.mails import about
from courses.services.feeds import open_feed
from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.tasks import HEARTBEAT
from organisations.models import Deputy, Employment
from organisations.states import RoleKind
from tests.api.calling import secret_of
from tests.certificates.settled import AFTER, settled
from tests.cms.desk import book, seminar_begun
from tests.cms.site import in_days
from tests.factories import (
    NOON,
    PersonFactory,
    coordinator,
    counsellor,
    manager,
    office,
    office_staff,
    programme,
    provider,
    site,
)

MAKERS = {
    "stranger": lambda: None,
    "counsellor": counsellor,
    "colleague": counsellor,
    "manager": manager,
    "manager elsewhere": lambda: manager(provider("Träger Zwei")),
    "office": office_staff,
    "other office": lambda: office_staff(office("Caritas")),
    "coordination": coordinator,
    "auditor": lambda: without_reach(RoleKind.AUDITOR),
    "trainer": lambda: without_reach(RoleKind.TRAINER),
}
ROLES, OFFICES = list(MAKERS), ["office", "other office"]


def without_reach(kind):
    person = PersonFactory()
    person.roles.create(kind=kind)
    return person


def build():
    """The objects by the names the table of policies uses; `people` by who they are.

    The counsellor has a seat and a certificate, the manager a request to decide and a deputy,
    the office of the AWO all seminars.
    """
    cache.set(HEARTBEAT, timezone.now())
    people = {role: make() for role, make in MAKERS.items()}
    catalogue = create_site()
    admit_all()
    booked = in_days(30)
    (past,) = settled(people["counsellor"])
    issue_due(now=AFTER)
    secret_of(people["counsellor"])
    return SimpleNamespace(
        people=people,
        token=people["counsellor"].tokens.get(),
        one=1,
        word="x",
        secret=open_feed(person=people["counsellor"], replaces=None, now=NOON),
        catalogue=f"{catalogue.slug}/",
        document=Document.objects.create(title="Plan", file=ContentFile(b"Plan", "plan.pdf")),
        place=site(),
        request=asked_to_confirm(),
        deputy=deputised(people["manager"]),
        booked=booked,
        undelivered=undelivered(booked),
        running=seminar_begun(),
        planned=in_days(60, state="planned"),
        enrolment=book(booked, people["counsellor"]),
        certificate=Certificate.objects.get(enrolment=past),
    )


def undelivered(seminar):
    """A mail to a participant that failed once."""
    return OutgoingMail.objects.create(
        key="undelivered",
        to="falsch@example.org",
        about=about(seminar.pk),
        created_at=NOON,
        next_attempt_at=NOON,
        attempts=1,
    )


def asked_to_confirm():
    return Employment.objects.create(
        user=PersonFactory(), organisation=site(), programme=programme(), starts=NOON.date()
    )


def deputised(boss):
    """By somebody nobody here is."""
    today = timezone.localdate()
    return Deputy.objects.create(
        manager=boss, deputy=counsellor(), starts=today, ends=today, created_at=NOON
    )
