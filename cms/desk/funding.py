"""A seminar as it is accounted for: what is missing, days, costs, the report, the files."""

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.acting import Act
from cms.desk.rights import OwnSeminar
from reports.models import FundedSeminar, Grant
from reports.rules.gaps import Place, gaps_of, reasons_not_to_pack
from reports.services.dossier import dossier_of
from reports.services.grants import charge

FILES = 20
PAGES = {
    Place.SEMINAR: "cockpit",
    Place.GRANT: "funding_grant",
    Place.ATTENDANCE: "attendance",
    Place.CONFERENCE: "conference",
    Place.PEOPLE: "roster",
    Place.PLAN: "cost_plan",
    Place.VOUCHERS: "vouchers",
    Place.NARRATIVE: "narrative",
}


def address_of(place, seminar, grant):
    """The page on which what is missing at this place is mended."""
    if place == Place.LISTS:
        return reverse("courses:attendance", args=[seminar.number])
    if place == Place.RULES and grant:
        return reverse("desk_funding:grant", args=[grant.pk])
    return reverse(f"desk_seminars:{PAGES.get(place, 'funding')}", args=[seminar.pk])


class OfFunding(OwnSeminar):
    """What the pages around the funding file of a seminar share."""

    header_icon = "doc-full"

    @property
    def back_url(self):
        return reverse("desk_seminars:funding", args=[self.seminar.pk])

    @cached_property
    def dossier(self):
        return dossier_of(self.seminar, now=timezone.now())


class Funding(OfFunding, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/funding.html"
    page_title = gettext_lazy("Funding file")

    def get_context_data(self, **kwargs):
        seminar, dossier = self.seminar, self.dossier
        gaps = [
            {"gap": gap, "url": address_of(gap.place, seminar, dossier.grant)}
            for gap in gaps_of(dossier)
        ]
        return super().get_context_data(
            seminar=seminar,
            dossier=dossier,
            account=dossier.account,
            gaps=gaps,
            obstacles=list(reasons_not_to_pack(dossier)),
            files=seminar.funding_files.order_by("-asked_at", "-pk")[:FILES],
            **kwargs,
        )


class ParticipantDays(OfFunding, WagtailAdminTemplateMixin, TemplateView):
    """Each person's days, step by step."""

    template_name = "cms/desk/participant_days.html"
    page_title = gettext_lazy("Participant days")

    def get_context_data(self, **kwargs):
        return super().get_context_data(seminar=self.seminar, dossier=self.dossier, **kwargs)


class GrantChoice(forms.Form):
    grant = forms.ModelChoiceField(
        Grant.objects.none(),
        label=gettext_lazy("Grant"),
        required=False,
        empty_label=gettext_lazy("none"),
    )

    def __init__(self, *args, grants, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grant"].queryset = grants


class ChooseGrant(OfFunding, Act):
    form_class = GrantChoice
    page_title = gettext_lazy("Charge to a grant")
    label = gettext_lazy("Charge to this grant")
    consequence = gettext_lazy("Days and costs are counted by the rules of this grant.")

    def get_form_kwargs(self):
        mine = Grant.objects.of_offices([self.seminar.central_office])
        return super().get_form_kwargs() | {"grants": mine.order_by("-starts", "funder", "pk")}

    def get_initial(self):
        funded = FundedSeminar.objects.filter(seminar=self.seminar).first()
        return {"grant": funded and funded.grant_id}

    def about(self):
        if not Grant.objects.of_offices([self.seminar.central_office]).exists():
            yield _("Your office has no grant yet: enter it under “Grants” first.")

    def act(self, facts, *, now):
        charge(seminar=self.seminar, grant=facts["grant"], by=self.request.user, now=now)
        return facts["grant"]

    def success(self, outcome):
        if outcome is None:
            return _("The seminar is charged to no grant.")
        return _("The seminar is charged to “%(grant)s”.") % {"grant": outcome}
