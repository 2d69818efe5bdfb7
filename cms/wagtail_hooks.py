from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.userbar import AdminItem, ContentCheckerItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.permissions import register_permission_policy

from cms.desk.checks import PageChecks
from cms.desk.menu import CoordinationItem, OfficeItem, PlannersItem
from cms.desk.rights import INDEX, OfficePolicy, offices_of
from cms.desk.todo import TodoPanel
from cms.desk.urls import urlpatterns
from cms.desk.viewset import SeminarViewSet
from cms.files import may_read
from courses.models import Seminar

MODERATION = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)

register_permission_policy(Seminar, OfficePolicy(Seminar))


@hooks.register("register_admin_viewset")
def seminars():
    return SeminarViewSet()


@hooks.register("register_admin_urls")
def addresses():
    return urlpatterns


@hooks.register("register_admin_menu_item")
def calendar():
    url = reverse("desk_seminars:calendar")
    return OfficeItem(_("Calendar"), url, name="calendar", icon_name="calendar-alt", order=91)


@hooks.register("register_admin_menu_item")
def courses():
    url = reverse("desk_courses:index")
    return OfficeItem(_("Courses"), url, name="courses", icon_name="list-ul", order=91)


@hooks.register("register_admin_menu_item")
def venues():
    url = reverse("desk_seminars:venues")
    return OfficeItem(_("Venues"), url, name="venues", icon_name="home", order=94)


@hooks.register("register_admin_menu_item")
def speakers():
    url = reverse("desk_seminars:speakers")
    return OfficeItem(_("Speakers"), url, name="speakers", icon_name="group", order=95)


@hooks.register("register_admin_menu_item")
def interest():
    url = reverse("desk_courses:interest")
    return PlannersItem(_("Interest"), url, name="interest", icon_name="thumbtack", order=92)


@hooks.register("register_admin_menu_item")
def qualifications():
    url = reverse("desk_qualifications:index")
    return PlannersItem(_("Qualifications"), url, name="proofs", icon_name="success", order=93)


@hooks.register("register_admin_menu_item")
def certificates():
    url = reverse("desk_certificates:index")
    return OfficeItem(_("Certificates"), url, name="certificates", icon_name="doc-full", order=93)


@hooks.register("register_admin_menu_item")
def grants():
    url = reverse("desk_funding:index")
    return OfficeItem(_("Grants"), url, name="grants", icon_name="doc-full", order=95)


@hooks.register("register_admin_menu_item")
def travel_and_keeping():
    url = reverse("desk_funding:common_rules")
    label = _("Travel and keeping")
    return CoordinationItem(label, url, name="common-rules", icon_name="list-ul", order=95)


@hooks.register("register_admin_menu_item")
def topics():
    url = reverse("desk_topics:index")
    return PlannersItem(_("Topics"), url, name="topics", icon_name="tag", order=96)


@hooks.register("register_admin_menu_item")
def synonyms():
    url = reverse("desk_synonyms:index")
    return PlannersItem(_("Synonyms"), url, name="synonyms", icon_name="search", order=96)


@hooks.register("register_admin_menu_item")
def looks():
    url = reverse("desk_looks:index")
    return PlannersItem(_("Colours and logos"), url, name="looks", icon_name="image", order=97)


@hooks.register("register_admin_menu_item")
def sign_ons():
    url = reverse("desk_sign_ons:index")
    return CoordinationItem(_("Sign-ons"), url, name="sign-ons", icon_name="key", order=98)


@hooks.register("register_admin_menu_item")
def legal_texts():
    url = reverse("desk_legal:index")
    return PlannersItem(_("Legal texts"), url, name="legal", icon_name="doc-full", order=99)


@hooks.register("construct_help_menu")
def no_help_with_wagtail(request, menu_items):  # noqa: ARG001 – Wagtail's signature
    """News about Wagtail's versions help nobody at an office."""
    menu_items.clear()


@hooks.register("construct_homepage_panels")
def what_to_do(request, panels):  # noqa: ARG001 – Wagtail's signature
    """Ours says what Wagtail's panels on moderation would say again."""
    panels[:] = [panel for panel in panels if not isinstance(panel, MODERATION)]
    panels.append(TodoPanel())


@hooks.register("construct_main_menu")
def nothing_without_use(request, menu_items):
    """Whoever looks for reports here means participation."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "reports"]


@hooks.register("register_admin_menu_item")
def reports():
    url = reverse("reports:index")
    return MenuItem(_("Reports"), url, name="participation", icon_name="table", order=9100)


@hooks.register("register_admin_menu_item")
def catalogue():
    url = "/katalog/"
    return MenuItem(_("To the catalogue"), url, name="catalogue", icon_name="site", order=9200)


class SeminarSearch(SearchArea):
    """What the sidebar searches first: for an office its seminars, for others pages."""

    def is_shown(self, request):
        return offices_of(request.user).exists()


@hooks.register("register_admin_search_area")
def search_seminars():
    return SeminarSearch(_("Seminars"), reverse(INDEX), name="seminars", order=10)


@hooks.register("insert_global_admin_css")
def house_colours():
    """In the admin and in the bar that editors see on pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_wagtail_userbar")
def no_second_way_in(request, items, page):  # noqa: ARG001 – Wagtail's signature
    """The page's own header leads to the admin; the checks are ours."""
    kept = [item for item in items if not isinstance(item, (AdminItem, ContentCheckerItem))]
    items[:] = [*kept, PageChecks()]


@hooks.register("before_serve_document")
def only_what_is_published(document, request):
    if not may_read(document, request):
        raise Http404
