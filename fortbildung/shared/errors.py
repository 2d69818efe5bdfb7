"""The one expected kind of error: a rule says no, and says why to the person asking."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """Refused by a rule. `messages` lists every reason, each with its remedy."""


def refuse(reasons):
    """Raise Refused when there is any reason; rules yield them."""
    if refused := list(reasons):
        raise Refused(refused)
