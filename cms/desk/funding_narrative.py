"""The editor of the report in words: a draft from the facts, then version after version."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.acting import Act
from cms.desk.funding import OfFunding
from reports.models import Narrative
from reports.services.narratives import PARTS, draft_of, write


class NarrativeForm(forms.ModelForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Narrative
        fields = [*PARTS, "finished"]
        widgets = {name: forms.Textarea({"rows": 7}) for name in PARTS}
        labels = {"finished": gettext_lazy("This version is finished")}


class EditNarrative(OfFunding, Act):
    template_name = "cms/desk/narrative.html"
    form_class = NarrativeForm
    page_title = gettext_lazy("Report in words")
    label = gettext_lazy("Save as a new version")
    consequence = gettext_lazy("Earlier versions are kept.")

    @cached_property
    def versions(self):
        rows = Narrative.objects.filter(seminar=self.seminar).select_related("by")
        return list(rows.order_by("-version"))

    def get_initial(self):
        if not self.sessions_known:
            return {}
        if not self.versions:
            return draft_of(self.dossier) | {"based_on": 0}
        last = self.versions[0]
        return {name: getattr(last, name) for name in PARTS} | {"based_on": last.version}

    def about(self):
        if not self.sessions_known:
            return
        if self.versions:
            yield _("You go on with version %(version)s.") % {"version": self.versions[0].version}
        else:
            yield _("This is a draft from what is known. Replace what stands in brackets.")

    def obstacles(self):
        if not self.sessions_known:
            yield _("The seminar has no sessions yet. Plan them first.")

    @cached_property
    def sessions_known(self):
        return self.seminar.sessions.exists()

    def get_context_data(self, **kwargs):
        return super().get_context_data(seminar=self.seminar, versions=self.versions, **kwargs)

    def act(self, facts, *, now):
        return write(
            seminar=self.seminar,
            parts={name: facts[name] for name in PARTS},
            finished=facts["finished"],
            based_on=facts["based_on"],
            by=self.request.user,
            now=now,
        )

    def success(self, outcome):
        return _("Version %(version)s is saved.") % {"version": outcome.version}


class ShowNarrative(OfFunding, WagtailAdminTemplateMixin, TemplateView):
    """One version as it was saved."""

    template_name = "cms/desk/narrative_version.html"
    page_title = gettext_lazy("Version of the report in words")

    def get_context_data(self, **kwargs):
        mine = Narrative.objects.filter(seminar=self.seminar).select_related("by")
        version = get_object_or_404(mine, version=self.kwargs["version"])
        fields = [version._meta.get_field(name) for name in PARTS]  # noqa: SLF001 – public by habit
        parts = [(field.verbose_name, getattr(version, field.name)) for field in fields]
        back_url = reverse("desk_seminars:narrative", args=[self.seminar.pk])
        facts = {"seminar": self.seminar, "version": version, "parts": parts}
        return super().get_context_data(**kwargs | facts, back_url=back_url)
