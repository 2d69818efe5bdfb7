"""What is required of somebody in the small world, and how they prove it."""

from django.core.files.base import ContentFile

from certificates.models import CourseEffect, Decree, Equivalence, Evidence
from certificates.services.recognising import agree
from tests.certificates.required import exemption, pause, requirement
from tests.factories import A_DAY, NOON, CourseFactory, has_qualified, office, qualification


def required(person):
    """Proven once, on leave, and exempt; a proof handed in, another course recognised."""
    record = has_qualified(person, central_office=office())
    asked = requirement(record.qualification)
    rule = Equivalence.objects.create(
        central_office=office(),
        course=CourseFactory(),
        counts_as=CourseFactory(),
        valid_from=NOON,
        reason="Gleicher Inhalt",
        decided_at=NOON,
    )
    return {
        "record": record,
        "asked_for": asked,
        "excel": "xlsx",
        "leave": pause(person, NOON.date()),
        "freed": exemption(person, asked),
        "equivalence": rule,
        "agreed": agree(person=person, equivalence=rule, now=NOON),
        "proof": handed_in(person, record.qualification),
        "effect": CourseEffect.objects.create(
            course=CourseFactory(), qualification=record.qualification, does="renews"
        ),
        "decree": Decree.objects.create(
            qualification=record.qualification,
            ends_from=NOON,
            ends_until=NOON,
            valid_until=NOON + A_DAY,
            reference="Erlass",
            decided_at=NOON,
        ),
    }


def handed_in(person, kind):
    """A paper that is decided about next."""
    return Evidence.objects.create(
        person=person,
        title="Asylrecht kompakt",
        issuer="Volkshochschule",
        completed_on=NOON,
        qualification=kind,
        file=ContentFile(b"%PDF-1.7 %%EOF", "nachweis.pdf"),
        filename="nachweis.pdf",
        handed_in_at=NOON,
    )


def ask_for_much():
    """A matrix of people and requirements that is wider than a telephone."""
    for number in range(4):
        kind = qualification(f"BREIT-{number}", f"Breit {number}")
        requirement(kind, title=f"Anforderung {number}")
