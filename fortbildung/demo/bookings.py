"""Small things the demo's past and present share."""

from django.utils import timezone


def employment_on(person, moment):
    """The confirmed employment of `person` on that day, or None."""
    return person.employments.current(timezone.localdate(moment)).first()
