"""What the demo's past and present share."""

from django.utils import timezone

from courses.services import enrolments
from fortbildung.shared.errors import Refused


def book(seminar, person, moment):
    """Whether `person` could book at that moment: some are new, some in another programme."""
    job = person.employments.current(timezone.localdate(moment)).first()
    try:
        enrolments.enrol(person=person, seminar=seminar, employment=job, now=moment)
    except Refused:
        return False
    return True
