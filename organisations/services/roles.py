"""Roles are given and taken here, so that nobody holds one with the wrong reach."""

from django.db import transaction
from django.utils.translation import gettext as _

from fortbildung.shared.errors import Refused, refuse
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
    refuse(_reasons_against_reach(kind, organisation, central_office))
    reach = {"organisation": organisation, "central_office": central_office}
    return Role.objects.get_or_create(user=user, kind=kind, **reach)[0]


@transaction.atomic
def revoke(
    *,
    user: User,
    kind: RoleKind,
    organisation: Organisation | None = None,
    central_office: CentralOffice | None = None,
) -> None:
    """Take the role from `user`. A manager's deputies act no longer once no role is left."""
    refuse(_reasons_against_reach(kind, organisation, central_office))
    reach = {"organisation": organisation, "central_office": central_office}
    taken, _rows = Role.objects.filter(user=user, kind=kind, **reach).delete()
    if not taken:
        raise Refused(_("%(person)s does not have this role.") % {"person": user})


def _reasons_against_reach(kind, organisation, central_office):
    if (kind == RoleKind.MANAGER) != (organisation is not None):
        yield _("A manager needs an organisation, and only a manager has one.")
    if (kind == RoleKind.OFFICE_STAFF) != (central_office is not None):
        yield _("Central office staff need their office, and only they have one.")
