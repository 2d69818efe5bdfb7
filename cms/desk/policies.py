"""The office's cancellation policies: until when people cancel themselves, and what it costs."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.acting import Act
from cms.desk.approvals import below_the_list
from cms.desk.rights import OfficeOnly
from cms.desk.rows import Rows
from courses.models import CancellationPolicy, CancellationTier
from courses.rules.fees import in_words
from courses.services.fees import save_policy

EXTRA_ROWS = 3


def policies_of(offices):
    tiers = Prefetch("tiers", CancellationTier.objects.order_by("-days_before"))
    mine = CancellationPolicy.objects.filter(central_office__in=offices)
    return mine.select_related("central_office").prefetch_related(tiers).order_by("name", "pk")


class Policies(OfficeOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/policies.html"
    page_title = gettext_lazy("Cancellation policies")
    header_icon = "list-ul"

    def get_breadcrumbs_items(self):
        return below_the_list(self)

    def get_context_data(self, **kwargs):
        policies = list(policies_of(self.offices))
        for policy in policies:
            policy.steps = [in_words(tier) for tier in policy.tiers.all()]
        return super().get_context_data(policies=policies, **kwargs)


class TierForm(forms.ModelForm):
    """An empty row is left out."""

    class Meta:
        model = CancellationTier
        fields = ["days_before", "amount", "percent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("amount", "percent"):
            self.fields[name].required, self.fields[name].initial = False, None

    def clean_amount(self):
        amount = self.cleaned_data["amount"] or 0
        if amount < 0:
            raise ValidationError(_("The amount cannot be negative."))
        return amount

    def clean_percent(self):
        return self.cleaned_data["percent"] or 0


class Tiers(Rows):
    once = "days_before"
    twice = gettext_lazy("Two tiers begin on the same day. Keep one of them.")


TierFormSet = forms.formset_factory(TierForm, formset=Tiers, extra=EXTRA_ROWS, can_delete=True)


class PolicyForm(forms.ModelForm):
    """A policy and, as `rows`, its tiers."""

    class Meta:
        model = CancellationPolicy
        fields = ["central_office", "name", "self_until_days"]

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["central_office"].queryset = offices
        if len(offices) == 1:
            self.instance.central_office = offices[0]
            del self.fields["central_office"]
        names = ("days_before", "amount", "percent")
        stored = self.instance.tiers.order_by("-days_before") if self.instance.pk else []
        self.rows = TierFormSet(
            self.data if self.is_bound else None,
            prefix="rows",
            initial=[{name: getattr(tier, name) for name in names} for tier in stored],
        )

    def is_valid(self):
        return all([super().is_valid(), self.rows.is_valid()])

    def _get_validation_exclusions(self):
        """That the name is the office's only one is checked with a single office, too."""
        return super()._get_validation_exclusions() - {"central_office"}


class NewPolicy(OfficeOnly, Act):
    template_name = "cms/desk/policy_form.html"
    form_class = PolicyForm
    page_title = gettext_lazy("New policy")
    label = gettext_lazy("Save the policy")
    header_icon = "list-ul"
    policy = None

    def get_breadcrumbs_items(self):
        return below_the_list(self)

    def get_page_subtitle(self):
        return str(self.policy or self.page_title)

    @property
    def back_url(self):
        return reverse("desk_seminars:policies")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offices": self.offices, "instance": self.policy}

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, _facts, *, now):  # noqa: ARG002 – a policy has no time
        tiers = [row.instance for row in self.form.rows.kept]
        return save_policy(policy=self.form.instance, tiers=tiers, by=self.request.user)

    def success(self, outcome):
        return _("The policy “%(name)s” is saved.") % {"name": outcome}


class EditPolicy(NewPolicy):
    page_title = gettext_lazy("Change the policy")
    consequence = gettext_lazy("It holds for cancellations from now on; fees due stay as they are.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.policy = get_object_or_404(policies_of(self.offices), pk=kwargs["policy"])
