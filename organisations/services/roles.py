"""Roles are given here, so that nobody holds one with the wrong reach."""

from django.db import transaction
from django.utils.translation import gettext as _

from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice, Organisation, Role, User
from organisations.states import RoleKind


@transaction.atomic
def grant(
    *,
    user: User,
    kind: RoleKind,
    organisation: Organisation | None = None,
    central_office: CentralOffice | None = None,
) -> Role:
    """Give `user` the role; giving it again changes nothing."""
    if (kind == RoleKind.MANAGER) != (organisation is not None):
        raise Refused(_("A manager needs an organisation, and only a manager has one."))
    if (kind == RoleKind.OFFICE_STAFF) != (central_office is not None):
        raise Refused(_("Central office staff need their office, and only they have one."))
    reach = {"organisation": organisation, "central_office": central_office}
    return Role.objects.get_or_create(user=user, kind=kind, **reach)[0]
