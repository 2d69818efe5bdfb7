from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from cms.desk.rights import OfficePolicy, offices_of
from cms.desk.todo import TodoPanel
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


@hooks.register("construct_homepage_panels")
def what_to_do(request, panels):
    if offices_of(request.user).exists():
        panels.append(TodoPanel())


@hooks.register("construct_main_menu")
def our_own_reports(request, menu_items):
    """Wagtail's reports are about pages; whoever looks for reports here means participation."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "reports"]


@hooks.register("register_admin_menu_item")
def reports():
    url = reverse("reports:participation")
    return MenuItem(_("Reports"), url, name="participation", icon_name="table", order=9100)


@hooks.register("register_admin_menu_item")
def catalogue():
    url = "/katalog/"
    return MenuItem(_("To the catalogue"), url, name="catalogue", icon_name="site", order=9200)
