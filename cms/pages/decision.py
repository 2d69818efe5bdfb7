"""What a person who looks at a course should know before they decide: about themselves."""

from courses.models import Enrolment
from courses.services.enrolments import ways_to_book


def with_own(seminars, user):
    """The seminars, each with `.mine`: the live enrolment of whoever looks, or None."""
    own = {}
    if seminars and user.is_authenticated:
        live = Enrolment.objects.of(user).live().filter(seminar__in=seminars)
        own = {enrolment.seminar_id: enrolment for enrolment in live}
    for seminar in seminars:
        seminar.mine = own.get(seminar.pk)
    return seminars


def hindrances(seminar, user, *, now):
    """Why this person cannot book the seminar, though its enrolment is open."""
    if seminar is None or seminar.mine or not user.is_authenticated:
        return []
    _ways, reasons = ways_to_book(person=user, seminar=seminar, now=now)
    return reasons
