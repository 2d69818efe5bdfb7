"""A funder's rules as dated rows, each with its caps per kind of cost."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.acting import Act, ReasonForm
from cms.desk.funding_grants import DAY, OwnGrant
from cms.desk.rows import Rows
from reports.models import Audit, CostCap, GrantRule
from reports.services.grants import close_audit, open_audit, save_rule

DAYS = ("full_units", "half_units", "most_units", "end_days", "online_counts")
PERSONS = ("min_persons", "max_persons", "day_rate", "share")
EXTRA_ROWS = 2


class CapForm(forms.ModelForm):
    class Meta:
        model = CostCap
        fields = ["kind", "per_day", "per_seminar"]


class Caps(Rows):
    once, twice = "kind", gettext_lazy("A kind of cost stands there twice. Keep one of them.")


CapFormSet = forms.formset_factory(CapForm, formset=Caps, extra=EXTRA_ROWS, can_delete=True)


class RuleForm(forms.ModelForm):
    """A rule and, as `rows`, its caps."""

    class Meta:
        model = GrantRule
        fields = ["valid_from", "source", *DAYS, *PERSONS]
        widgets = {"valid_from": DAY}

    def __init__(self, *args, caps, **kwargs):
        super().__init__(*args, **kwargs)
        names = CapForm.Meta.fields
        self.rows = CapFormSet(
            self.data if self.is_bound else None,
            prefix="rows",
            initial=[{name: getattr(cap, name) for name in names} for cap in caps],
        )

    def is_valid(self):
        return all([super().is_valid(), self.rows.is_valid()])

    def about(self):
        return [self[name] for name in ("valid_from", "source")]

    def days(self):
        return [self[name] for name in DAYS]

    def persons(self):
        return [self[name] for name in PERSONS]

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"grant"}


class NewRule(OwnGrant, Act):
    template_name = "cms/desk/grant_rule.html"
    form_class = RuleForm
    page_title = gettext_lazy("New rule")
    label = gettext_lazy("Save the rule")
    consequence = gettext_lazy("It holds for days from its first one on; earlier ones keep theirs.")
    header_icon = "list-ul"

    def get_page_subtitle(self):
        return f"{self.page_title}: {self.grant}"

    @property
    def back_url(self):
        return self.grant_url

    @cached_property
    def latest(self):
        return self.grant.rules.order_by("-valid_from").first()

    @property
    def rule(self):
        """A new rule begins as the latest one there is; the first with the grant itself."""
        if self.latest is None:
            return GrantRule(grant=self.grant, valid_from=self.grant.starts)
        facts = {name: getattr(self.latest, name) for name in ("source", *DAYS, *PERSONS)}
        return GrantRule(grant=self.grant, **facts)

    @property
    def caps(self):
        return self.latest.caps.order_by("kind") if self.latest else []

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.rule, "caps": self.caps}

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, _facts, *, now):  # noqa: ARG002 – the rule has a day of its own
        caps = [row.instance for row in self.form.rows.kept]
        return save_rule(rule=self.form.instance, caps=caps, by=self.request.user)

    def success(self, outcome):
        return _("The rule from %(day)s on is saved.") % {"day": f"{outcome.valid_from:%d.%m.%Y}"}


class EditRule(NewRule):
    page_title = gettext_lazy("Rule of the funder")
    consequence = gettext_lazy("Files that are made stay as they are; the next one follows it.")
    rule = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.rule = get_object_or_404(self.grant.rules, pk=kwargs["rule"])

    @property
    def caps(self):
        return self.rule.caps.order_by("kind")


class OpenAudit(OwnGrant, Act):
    form_class = ReasonForm
    page_title = gettext_lazy("Begin an audit")
    label = gettext_lazy("Hold everything")
    consequence = gettext_lazy("Until the audit is over, nothing of this grant is deleted.")
    header_icon = "lock"

    def get_page_subtitle(self):
        return str(self.grant)

    @property
    def back_url(self):
        return self.grant_url

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": _("Who audits, and why")}

    def act(self, facts, *, now):
        return open_audit(grant=self.grant, by=self.request.user, now=now, **facts)

    def success(self, _outcome):
        return _("Everything that belongs to this grant is kept.")


class CloseAudit(OwnGrant, Act):
    page_title = gettext_lazy("End the audit")
    label = gettext_lazy("End the audit")
    consequence = gettext_lazy("Papers whose time is over are deleted in the following night.")
    header_icon = "lock-open"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.audit = get_object_or_404(
            Audit.objects.open().filter(grant=self.grant), pk=kwargs["audit"]
        )

    def get_page_subtitle(self):
        return str(self.grant)

    @property
    def back_url(self):
        return self.grant_url

    def about(self):
        yield self.audit.reason

    def act(self, _facts, *, now):
        return close_audit(audit=self.audit, by=self.request.user, now=now)

    def success(self, _outcome):
        return _("The audit is over.")
