from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.desk.rights import OfficePolicy
from cms.desk.viewset import SeminarViewSet
from courses.models import Seminar

register_permission_policy(Seminar, OfficePolicy(Seminar))


@hooks.register("register_admin_viewset")
def seminars():
    return SeminarViewSet()


@hooks.register("construct_help_menu")
def no_help_with_wagtail(request, menu_items):  # noqa: ARG001 – Wagtail's signature
    """News about Wagtail's versions help nobody at an office."""
    menu_items.clear()
