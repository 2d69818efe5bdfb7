"""Who approves a booking: lookups that change nothing.

Roles reach downwards: whoever manages a node may approve for every place below it. Asked are
only the nearest managers, up to the provider; who manages a whole association is not bothered.
Nobody approves their own booking, and no deputy the booking of whom they stand in for.
"""

from datetime import date

from django.db.models import Q, QuerySet

from organisations.models import CentralOffice, Deputy, Organisation, Role, User
from organisations.models.tree import STEP
from organisations.states import RoleKind


def approvers_of(place: Organisation, *, applicant: User | None, on: date) -> list[User]:
    """Whom to ask: the nearest managers up to the provider, and their deputies on that day."""
    line = Organisation.objects.line_of(place).workplaces()
    roles = _manager_roles(applicant).filter(organisation__in=line)
    found = list(roles.values_list("organisation__depth", "user"))
    nearest = max((depth for depth, _user in found), default=None)
    managers = {user for depth, user in found if depth == nearest}
    deputies = Deputy.objects.active(on).filter(manager__in=managers)
    asked = User.objects.filter(Q(pk__in=managers) | Q(pk__in=deputies.values("deputy")))
    return list(asked.exclude(pk=applicant and applicant.pk).order_by("pk"))


def function_mailbox(place: Organisation) -> str:
    """The nearest function mailbox from the place up to its provider; empty without any."""
    line = Organisation.objects.line_of(place).workplaces().exclude(email="")
    return line.order_by("-depth").values_list("email", flat=True).first() or ""


def may_approve(user: User, place: Organisation, *, applicant: User | None, on: date) -> bool:
    """Whether the user manages the place, or stands in for somebody who does on that day."""
    if user == applicant:
        return False
    roles = _roles_acted_for(user, on=on, applicant=applicant)
    return roles.filter(organisation__in=Organisation.objects.line_of(place)).exists()


def places_approved_by(user: User, on: date) -> QuerySet[Organisation]:
    """The places whose bookings the user may approve on that day, their own booking aside."""
    roles = _roles_acted_for(user, on=on)
    return Organisation.objects.below(Organisation.objects.filter(roles__in=roles))


def bookings_approved_by(
    user: User, *, on: date, place: str = "organisation", person: str = "person"
) -> Q:
    """The condition for rows the user may approve, as `may_approve` has it: for list pages.

    `place` and `person` name the row's fields; rows without a person may be approved, too.
    """
    reach = Q(pk__in=[])
    roles = _roles_acted_for(user, on=on).values_list("user", "organisation__path")
    for manager, path in roles:
        reach |= Q(**{f"{place}__path__startswith": path}) & ~Q(**{person: manager})
    return reach & ~Q(**{person: user.pk})


def offices_of_association(place: Organisation) -> QuerySet[CentralOffice]:
    """The central offices of the association the place belongs to."""
    root = place.path[:STEP]
    return CentralOffice.objects.filter(organisation__path=root).order_by("pk")


def _manager_roles(applicant=None):
    """The roles of managers with an active account, but for the applicant's own."""
    roles = Role.objects.of_kind(RoleKind.MANAGER).filter(user__is_active=True)
    return roles.exclude(user=applicant) if applicant else roles


def _roles_acted_for(user, *, on, applicant=None):
    """The user's own roles as manager and those of whom they stand in for on that day."""
    managers = Deputy.objects.active(on).filter(deputy=user).values("manager")
    return _manager_roles(applicant).filter(Q(user=user) | Q(user__in=managers))
