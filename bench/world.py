"""People who book and seminars to be booked, made in bulk. The demo's organisations are theirs."""

import secrets
from datetime import timedelta
from hashlib import sha256
from itertools import cycle, islice

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from courses.models import Enrolment, EnrolmentEvent
from courses.services.contingents import Promise, set_contingents
from courses.states import EnrolmentState
from organisations.models import ApiToken, CentralOffice, Employment, Organisation, User
from organisations.services.context import context_of
from organisations.states import EmploymentState, TokenScope
from tests.factories import CourseFactory, SeminarFactory

A_DAY = timedelta(days=1)
PASSWORD = "!" + "x" * 40  # nobody logs in by it


class World:
    """Hands out people who have not booked yet, and new seminars; `crowd` only ever waits."""

    def __init__(self, count, crowd):
        self.now = timezone.now()
        everybody = people(count + crowd, now=self.now)
        self.fresh, self.crowd = iter(everybody[:count]), everybody[count:]
        self.office = CentralOffice.objects.order_by("pk").first()
        self.course = CourseFactory(code="BENCH-1")
        self.numbers = iter(range(1, 10**6))

    def take(self, count):
        """The next people, who have booked nothing so far."""
        taken = list(islice(self.fresh, count))
        if len(taken) < count:
            raise ValueError("The world is too small: make more people.")
        return taken

    def seminar(self, *, capacity, **fields):
        """One that is open and begins in two months."""
        return SeminarFactory(
            number=f"BENCH-{next(self.numbers)}",
            course=self.course,
            central_office=self.office,
            capacity=capacity,
            opens_at=self.now - A_DAY,
            closes_at=self.now + 30 * A_DAY,
            days__start=self.now + 60 * A_DAY,
            **fields,
        )


def workplaces(count=6):
    """A site each of so many associations."""
    sites = {}
    for site in Organisation.objects.sites().filter(programmes__isnull=False):
        sites.setdefault(site.path[: Organisation.steplen], site)
    return list(sites.values())[:count]


def people(count, *, now):
    """Employed at the workplaces in turn; each with a `token` and a `session`."""
    made = User.objects.bulk_create(
        User(
            email=f"bench{n}@example.org", first_name="Kim", last_name=f"Nr {n}", password=PASSWORD
        )
        for n in range(count)
    )
    jobs = [
        Employment(
            user=person,
            organisation=place,
            programme=place.programmes.first(),
            starts=(now - 400 * A_DAY).date(),
            state=EmploymentState.CONFIRMED,
            decided_at=now - 400 * A_DAY,
        )
        for person, place in zip(made, cycle(workplaces()), strict=False)
    ]
    for person, job in zip(made, Employment.objects.bulk_create(jobs), strict=True):
        person.job = job
    give_sessions(made, now=now)
    give_tokens(made, now=now)
    return made


def give_sessions(people, *, now):
    """Log everybody in: a row each, as a log-in would leave it."""
    rows = []
    for person in people:
        person.session = secrets.token_hex(16)
        facts = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        text = SessionStore().encode(facts)
        rows.append(Session(session_key=person.session, session_data=text, expire_date=now + A_DAY))
    Session.objects.bulk_create(rows)


def give_tokens(people, *, now):
    """A bearer token each that may book, as one with a confirmed address may have."""
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
    )
    for person in people:
        person.secret = secrets.token_urlsafe(32)
    ApiToken.objects.bulk_create(
        ApiToken(
            user=person,
            name="bench",
            digest=sha256(person.secret.encode()).hexdigest(),
            prefix=person.secret[:8],
            scope=TokenScope.WRITE,
            created_at=now,
            expires_at=now + A_DAY,
            last_used_at=now,  # a key in use: noted once a minute
        )
        for person in people
    )


def let_wait(people, seminar):
    """Put them into the seminar's queue, a second apart, without asking anybody."""
    contexts = {}
    rows = []
    for seconds, person in enumerate(people):
        place = person.job.organisation
        contexts.setdefault(place.pk, context_of(person.job))
        asked = seminar.opens_at + timedelta(seconds=seconds)
        rows.append(
            Enrolment(
                seminar=seminar,
                person=person,
                employment=person.job,
                state=EnrolmentState.WAITING,
                requested_at=asked,
                moved_at=asked,
                **contexts[place.pk],
            )
        )
    waiting = Enrolment.objects.bulk_create(rows)
    EnrolmentEvent.objects.bulk_create(
        EnrolmentEvent(
            enrolment=row, at=row.requested_at, by=row.person, to_state=EnrolmentState.WAITING
        )
        for row in waiting
    )


def give_contingents(seminar, *, reserved, count=5):
    """`reserved` seats for each of so many associations."""
    roots = [place.get_root() for place in workplaces()[:count]]
    promises = [Promise(owner=root, reserved=reserved) for root in roots]
    set_contingents(seminar=seminar, promises=promises, by=None, now=timezone.now())
