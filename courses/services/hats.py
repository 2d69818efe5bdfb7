"""In whose name somebody acts on an enrolment: their own, their employer's or the office's."""

from enum import StrEnum

from django.core.exceptions import PermissionDenied

from courses.models import Seminar
from organisations.models import CentralOffice, Organisation, User


class Hat(StrEnum):
    PERSON = "person"
    MANAGER = "manager"
    OFFICE = "office"


def works_for_office_of(user: User, seminar: Seminar) -> bool:
    """Whether the person works for the central office that organises the seminar."""
    offices = CentralOffice.objects.staffed_by(user)
    return offices.filter(pk=seminar.central_office_id).exists()


def manages(user: User, place: Organisation) -> bool:
    """Whether the person is manager of the place or of a node above it."""
    return Organisation.objects.managed_by(user).filter(pk=place.pk).exists()


def hat_of(user: User, *, seminar: Seminar, person: User | None, place: Organisation | None) -> Hat:
    """The hat `user` wears towards `person`, who works at `place`; PermissionDenied without one.

    One's own matters come first: nobody sets rules aside for themselves.
    """
    if person is not None and person.pk == user.pk:
        return Hat.PERSON
    if works_for_office_of(user, seminar):
        return Hat.OFFICE
    if place is not None and manages(user, place):
        return Hat.MANAGER
    raise PermissionDenied
