"""The section “Veranstaltungen” of the admin."""

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.desk.attendance import RecordAttendance
from cms.desk.cockpit import Close, Cockpit, Publish
from cms.desk.editing import ChooseCourse, EditSeminar, NewSeminar
from cms.desk.forms import SeminarForm
from cms.desk.listing import SeminarList
from cms.desk.undelivered import SendAgain, SendAllAgain, Undelivered
from courses.models import Seminar


class SeminarViewSet(ModelViewSet):
    """List, plan, edit and run seminars. Nothing is ever deleted here, only called off."""

    model = Seminar
    name = "desk_seminars"  # `courses` and `seminars` would collide with the public addresses
    url_prefix = "veranstaltungen"
    icon = "date"
    menu_label = _("Seminars")
    menu_order = 90
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = SeminarList
    add_view_class = NewSeminar
    edit_view_class = EditSeminar

    def get_form_class(self, for_update=False):  # noqa: FBT002, ARG002 – Wagtail's signature
        return SeminarForm

    def get_common_view_kwargs(self, **kwargs):
        nowhere = dict.fromkeys(["history_url_name", "usage_url_name", "delete_url_name"])
        return super().get_common_view_kwargs(**(nowhere | kwargs))

    def get_permissions_to_register(self):
        """Roles decide here, not the permissions of Wagtail's groups."""
        return Permission.objects.none()

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("ergebnisse/", self.index_results_view, name="index_results"),
            path("neu/", ChooseCourse.as_view(), name="add"),
            path("neu/<int:course>/", self.add_view, name="new"),
            path("nicht-zugestellt/", Undelivered.as_view(), name="undelivered"),
            path("nicht-zugestellt/nochmals/", SendAllAgain.as_view(), name="send_all_again"),
            path("nicht-zugestellt/<int:pk>/nochmals/", SendAgain.as_view(), name="send_again"),
            path("<int:pk>/", Cockpit.as_view(), name="cockpit"),
            path("<int:pk>/bearbeiten/", self.edit_view, name="edit"),
            path("<int:pk>/anwesenheit/", RecordAttendance.as_view(), name="attendance"),
            path("<int:pk>/veroeffentlichen/", Publish.as_view(), name="publish"),
            path("<int:pk>/abschliessen/", Close.as_view(), name="close"),
        ]
