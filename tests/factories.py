"""Ready-made people, places and seminars. Times are relative to NOON; nothing reads the clock."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import factory
from factory.django import DjangoModelFactory

from certificates.services.computing import compute
from courses.kinds import DeliveryMode
from courses.models import (
    Course,
    Enrolment,
    Qualification,
    QualificationRecord,
    Seminar,
    Session,
    Speaker,
    Topic,
    Venue,
    VenueRoom,
)
from courses.services.engaging import engage
from courses.states import EnrolmentState, SeminarState
from organisations.models import (
    CentralOffice,
    Employment,
    Organisation,
    Programme,
    Role,
    State,
    User,
)
from organisations.services.context import context_of
from organisations.states import (
    DataProtectionRegime,
    EmploymentState,
    OrganisationKind,
    RoleKind,
)

STATES = import_module("organisations.migrations.0002_states").STATES
NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)  # noon in Berlin, a Monday
A_DAY = timedelta(days=1)


def programme(code="MBE"):
    return Programme.objects.get_or_create(code=code, defaults={"name": code})[0]


def land(short="BE"):
    """The Land; made anew where a test with real transactions has emptied the tables."""
    codes = next(row for row in STATES if row[3] == short)
    fields = dict(zip(["ags", "iso_3166_2", "nuts_1", "short", "name"], codes, strict=True))
    return State.objects.get_or_create(short=short, defaults=fields)[0]


def association(name="AWO"):
    found = Organisation.objects.filter(name=name, kind=OrganisationKind.ASSOCIATION).first()
    return found or Organisation.add_root(kind=OrganisationKind.ASSOCIATION, name=name)


def provider(name="Träger Eins", *, below=None, in_land="BE"):
    parent = below or association()
    found = parent.get_children().filter(name=name).first()
    fields = {"kind": OrganisationKind.PROVIDER, "name": name, "state": land(in_land)}
    return found or parent.add_child(**fields)


def site(name="Beratungsstelle Mitte", *, below=None, in_land="BE"):
    parent = below or provider(in_land=in_land)
    found = parent.get_children().filter(name=name).first()
    if found:
        return found
    made = parent.add_child(
        kind=OrganisationKind.SITE,
        name=name,
        state=land(in_land),
        postcode="10115",
        city="Berlin",
    )
    made.programmes.add(programme())
    return made


def office(name="AWO"):
    return CentralOffice.objects.get_or_create(
        short_name=name,
        defaults={
            "organisation": association(name),
            "name": f"Zentralstelle {name}",
            "slug": name.lower(),
            "number_prefix": name.upper(),
            "email": f"{name.lower()}@example.org",
            "regime": DataProtectionRegime.GDPR_BDSG,
        },
    )[0]


class PersonFactory(DjangoModelFactory):
    """Somebody who can log in (password “geheim”) and works nowhere."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Kim"
    last_name = factory.Sequence(lambda n: f"Muster{n}")
    password = factory.django.Password("geheim")


def counsellor(at=None, in_programme="MBE", **fields):
    """Somebody with one confirmed employment; `.job` is it."""
    person = PersonFactory(**fields)
    person.job = Employment.objects.create(
        user=person,
        organisation=at or site(),
        programme=programme(in_programme),
        starts=(NOON - 400 * A_DAY).date(),
        state=EmploymentState.CONFIRMED,
        decided_at=NOON - 400 * A_DAY,
    )
    return person


def manager(of=None, **fields):
    person = PersonFactory(**fields)
    Role.objects.create(user=person, kind=RoleKind.MANAGER, organisation=of or provider())
    return person


def office_staff(of=None, **fields):
    person = PersonFactory(**fields)
    Role.objects.create(user=person, kind=RoleKind.OFFICE_STAFF, central_office=of or office())
    return person


def coordinator(**fields):
    person = PersonFactory(**fields)
    Role.objects.create(user=person, kind=RoleKind.COORDINATION)
    return person


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"FB-{n:03}")
    title = "Aufenthaltsrecht I: Titel, Zwecke, Verlängerung"
    teaching_units = 16
    delivery_mode = DeliveryMode.PRESENCE

    @factory.post_generation
    def topic(self, create, extracted, **kwargs):
        name = extracted or "Aufenthalts- und Asylrecht"
        slug = name.lower().replace(" ", "-").replace(",", "")
        self.topics.add(Topic.objects.get_or_create(name=name, defaults={"slug": slug})[0])


class SeminarFactory(DjangoModelFactory):
    """Open for enrolment at NOON; two sessions of a day, 30 days later, 09:00 to 16:00."""

    class Meta:
        model = Seminar
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"S-{n:04}")
    course = factory.SubFactory(CourseFactory)
    central_office = factory.LazyFunction(office)
    state = SeminarState.OPEN
    place = "Haus am Wannsee, Berlin"
    capacity = 12
    opens_at = NOON - 30 * A_DAY
    closes_at = NOON + 20 * A_DAY

    @factory.post_generation
    def days(self, create, extracted, *, start=NOON + 30 * A_DAY, **kwargs):
        """How many days, from which noon on."""
        for day in range(2 if extracted is None else extracted):
            Session.objects.create(
                seminar=self,
                starts_at=start + day * A_DAY - timedelta(hours=3),
                ends_at=start + day * A_DAY + timedelta(hours=4),
                teaching_units=8,
            )


def venue(name="Haus am Wannsee", of=None, rooms=("Saal",), **fields):
    """A house of the office in Berlin; its rooms take 20 persons each."""
    facts = {"central_office": of or office(), "city": "Berlin", "land": land()}
    made = Venue.objects.create(name=name, **(facts | fields))
    for room in rooms:
        VenueRoom.objects.create(venue=made, name=room, capacity=20)
    return made


def speaker(name="Jo Beispiel", of=None, **fields):
    return Speaker.objects.create(central_office=of or office(), name=name, **fields)


def teaches(person, seminar):
    """The person teaches the seminar: a trainer who has a log-in and an engagement."""
    person.roles.get_or_create(kind=RoleKind.TRAINER)
    return engage(seminar=seminar, speaker=speaker(name=str(person), user=person), now=NOON)


def qualification(code="DOLM", name="Dolmetschen im Gespräch"):
    return Qualification.objects.get_or_create(code=code, defaults={"name": name})[0]


def has_attended(person, course):
    """An enrolment of the past in `course`, attended."""
    seminar = SeminarFactory(course=course, state=SeminarState.CLOSED, days=0)
    return Enrolment.objects.create(
        seminar=seminar,
        person=person,
        state=EnrolmentState.ATTENDED,
        requested_at=seminar.opens_at,
        moved_at=NOON,
        attended_units=16,
        attended_days=[16],
        **context_of(person.job),
    )


def has_qualified(person, kind=None, **fields):
    """A fact of the office, and the periods that follow from it."""
    facts = {"valid_from": NOON.date(), "source": "Zeugnis", "recorded_at": NOON}
    record = QualificationRecord.objects.create(
        person=person, qualification=kind or qualification(), **(facts | fields)
    )
    compute(person=person, qualification=record.qualification, now=NOON)
    return record
