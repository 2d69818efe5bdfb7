"""The section “Veranstaltungen” of the admin."""

from django.contrib.auth.models import Permission
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.desk import funding_urls
from cms.desk.addresses import OF_A_SEMINAR, OF_AN_ENROLMENT, OF_THE_OFFICE
from cms.desk.editing import ChooseCourse, EditSeminar, NewSeminar
from cms.desk.forms import SeminarForm
from cms.desk.listing import SeminarList
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
            path("<int:pk>/bearbeiten/", self.edit_view, name="edit"),
            *OF_THE_OFFICE,
            path("<int:pk>/", include(OF_A_SEMINAR)),
            path("<int:pk>/", include(funding_urls.OF_A_SEMINAR)),
            path("<int:pk>/anmeldungen/<int:enrolment>/", include(OF_AN_ENROLMENT)),
        ]
