"""Entries of the admin's menu, each for whoever finds something behind it."""

from wagtail.admin.menu import MenuItem

from organisations.states import RoleKind


class ForRoles(MenuItem):
    """Shown to whoever has one of `kinds`; all entries of a page ask the database once."""

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = set(kinds)

    def is_shown(self, request):
        if not hasattr(request, "kinds_of_roles"):
            request.kinds_of_roles = set(request.user.roles.values_list("kind", flat=True))
        return not self.kinds.isdisjoint(request.kinds_of_roles)


class OfficeItem(ForRoles):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, kinds=[RoleKind.OFFICE_STAFF], **kwargs)


class PlannersItem(ForRoles):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, kinds=[RoleKind.OFFICE_STAFF, RoleKind.COORDINATION], **kwargs)


class CoordinationItem(ForRoles):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, kinds=[RoleKind.COORDINATION], **kwargs)
