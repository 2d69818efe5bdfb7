"""Grants of the office: what there is, on which terms, and which seminars are charged to them."""

from django import forms
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.acting import Act
from cms.desk.registers import Heading, Register, SearchForm, limit_office
from cms.desk.rights import INDEX, OfficeOnly, Trail
from organisations.models import Programme
from reports.models import Audit, FundedSeminar, Grant
from reports.services.grants import save_grant

LIST = "desk_funding:index"
TO_GRANTS = ((INDEX, gettext_lazy("Seminars")), (LIST, gettext_lazy("Grants")))
DAY = forms.DateInput({"type": "date"}, "%Y-%m-%d")
SHOWN = 200  # seminars of a grant


class NarrowGrants(SearchForm):
    programme = forms.ModelChoiceField(
        Programme.objects.order_by("code"),
        label=gettext_lazy("Programme"),
        required=False,
        empty_label=gettext_lazy("all"),
    )


class GrantList(Register):
    template_name = "cms/desk/grants.html"
    form_class = NarrowGrants
    page_title = gettext_lazy("Grants")
    header_icon = "doc-full"
    add_url, add_label = "desk_funding:add", gettext_lazy("New grant")
    add_first = gettext_lazy("Enter the first grant")
    nothing = gettext_lazy(
        "Your office has no grant yet. With a grant and its rules, seminars are accounted for: "
        "participant days, costs, what is missing, and the file for the funder."
    )
    headings = (
        Heading(gettext_lazy("Funder"), "funder", ("funder", "reference")),
        Heading(gettext_lazy("Reference"), "reference", ("reference",)),
        Heading(gettext_lazy("Programme"), "programme", ("programme__code", "funder")),
        Heading(gettext_lazy("Period"), "starts", ("starts", "ends")),
        Heading(gettext_lazy("Amount in euros"), "amount", ("amount",)),
        Heading(gettext_lazy("Seminars"), "seminars", ("seminar_count",)),
    )

    @property
    def header_buttons(self):
        url = reverse("desk_funding:claims")
        claims = HeaderButton(_("Travel claims"), url=url, icon_name="doc-full")
        url = reverse("desk_funding:common_rules")
        rules = HeaderButton(_("Travel and keeping"), url=url, icon_name="list-ul")
        return [*super().header_buttons, claims, rules]

    def rows(self):
        mine = Grant.objects.of_offices(self.offices).annotate(
            seminar_count=Count("funded"),
            held=Exists(Audit.objects.open().filter(grant=OuterRef("pk"))),
        )
        return mine.select_related("programme", "central_office").order_by("-starts", "pk")

    def narrow(self, rows, facts):
        for word in facts.get("q", "").split():
            rows = rows.filter(Q(funder__icontains=word) | Q(reference__icontains=word))
        if programme := facts.get("programme"):
            rows = rows.filter(programme=programme)
        return rows


class GrantForm(forms.ModelForm):
    class Meta:
        model = Grant
        fields = [
            "central_office",
            "funder",
            "reference",
            "programme",
            "starts",
            "ends",
            "amount",
            "funding_type",
            "notes",
        ]
        widgets = {"starts": DAY, "ends": DAY, "notes": forms.Textarea({"rows": 4})}

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        limit_office(self, offices)
        self.fields["programme"].queryset = Programme.objects.order_by("code")

    def _get_validation_exclusions(self):
        """That the reference is the office's only one is checked with a single office, too."""
        return super()._get_validation_exclusions() - {"central_office"}


class NewGrant(OfficeOnly, Trail, Act):
    template_name = "cms/desk/grant_form.html"
    form_class = GrantForm
    page_title = gettext_lazy("New grant")
    label = gettext_lazy("Save the grant")
    header_icon = "doc-full"
    trail = TO_GRANTS
    grant = saved = None

    def get_page_subtitle(self):
        return str(self.grant or self.page_title)

    @property
    def back_url(self):
        grant = self.saved or self.grant
        return reverse("desk_funding:grant", args=[grant.pk]) if grant else reverse(LIST)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offices": self.offices, "instance": self.grant}

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, _facts, *, now):  # noqa: ARG002 – a grant has a period of its own
        self.saved = save_grant(grant=self.form.instance, by=self.request.user)
        return self.saved

    def success(self, outcome):
        return _("The grant “%(name)s” is saved.") % {"name": outcome}


class OwnGrant(OfficeOnly):
    """Loads `self.grant` of an own office; another office's is not there."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = Grant.objects.of_offices(self.offices).select_related("programme", "central_office")
        self.grant = get_object_or_404(mine, pk=kwargs["grant"])

    @property
    def grant_url(self):
        return reverse("desk_funding:grant", args=[self.grant.pk])

    def get_breadcrumbs_items(self):
        above = [{"url": reverse(name), "label": label} for name, label in TO_GRANTS]
        above.append({"url": self.grant_url, "label": self.grant.reference})
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.page_title}]


class EditGrant(OwnGrant, NewGrant):
    page_title = gettext_lazy("Change the grant")


class ShowGrant(OwnGrant, Trail, WagtailAdminTemplateMixin, TemplateView):
    """The grant on one page: terms, seminars, files of a year, audits."""

    template_name = "cms/desk/grant.html"
    page_title = gettext_lazy("Grant")
    header_icon = "doc-full"
    trail = TO_GRANTS

    def get_breadcrumbs_items(self):
        return Trail.get_breadcrumbs_items(self)

    def get_page_subtitle(self):
        return str(self.grant)

    @cached_property
    def funded(self):
        rows = FundedSeminar.objects.filter(grant=self.grant)
        rows = rows.select_related("seminar__course", "seminar__span")
        return list(rows.order_by("seminar__span__starts_at", "pk")[:SHOWN])

    @property
    def years(self):
        """In which seminars of the grant began, the latest first."""
        starts = [row.seminar.span.starts_at for row in self.funded]
        return sorted({timezone.localdate(day).year for day in starts if day}, reverse=True)

    def get_context_data(self, **kwargs):
        audits = list(self.grant.audits.select_related("opened_by").order_by("-opened_at", "-pk"))
        return super().get_context_data(
            **kwargs | {"grant": self.grant},
            rules=self.grant.rules.prefetch_related("caps").order_by("-valid_from"),
            funded=self.funded,
            years=self.years,
            files=self.grant.files.exclude(year=None).order_by("-asked_at", "-pk")[:SHOWN],
            audit=next((audit for audit in audits if audit.closed_at is None), None),
            past_audits=[audit for audit in audits if audit.closed_at],
        )

    @property
    def header_buttons(self):
        url = reverse("desk_funding:edit", args=[self.grant.pk])
        return [HeaderButton(_("Edit"), url=url, icon_name="edit")]
