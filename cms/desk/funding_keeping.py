"""Rules for all offices: how travel is paid, how long papers are kept; what was deleted."""

from django.forms import modelform_factory
from django.http import Http404
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.funding_grants import DAY
from cms.desk.paging import page_of
from cms.desk.proof_pages import SaveForm
from cms.desk.rights import PlannersOnly, Trail
from organisations.states import RoleKind
from reports.models import Deletion, RetentionRule, TravelRule
from reports.services.common_rules import save_common_rule

RULES = ("desk_funding:common_rules", gettext_lazy("Travel and keeping"))


def coordinates(user):
    return user.roles.filter(kind=RoleKind.COORDINATION).exists()


class CommonRules(PlannersOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/common_rules.html"
    page_title = gettext_lazy("Travel and keeping")
    header_icon = "list-ul"

    def get_context_data(self, **kwargs):
        deletions = Deletion.objects.order_by("-deleted_at", "-pk")
        return super().get_context_data(
            travel_rules=TravelRule.objects.order_by("-valid_from"),
            retention_rules=RetentionRule.objects.order_by("kind", "-valid_from"),
            deletions=page_of(deletions, self.request, "seite"),
            may_add=coordinates(self.request.user),
            **kwargs,
        )


class NewCommonRule(PlannersOnly, SaveForm):
    """Only the national coordination adds rules; those that held stay."""

    header_icon = "list-ul"
    trail = (RULES,)
    model, fields = None, ()

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not coordinates(request.user):
            raise Http404

    def get_form_class(self):
        return modelform_factory(self.model, fields=self.fields, widgets={"valid_from": DAY})

    def save(self, form, *, by, now):  # noqa: ARG002 – a rule has a day of its own
        save_common_rule(rule=form.instance, by=by)


class NewTravelRule(NewCommonRule):
    page_title = gettext_lazy("New rule on travel")
    model = TravelRule
    fields = ("valid_from", "source", "km_rate", "km_cap", "high_rate", "months")


class NewRetentionRule(NewCommonRule):
    page_title = gettext_lazy("New rule on keeping")
    model = RetentionRule
    fields = ("kind", "valid_from", "years", "source")
