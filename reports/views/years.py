"""Closing a reporting year, and what was kept of it.

The office reads its own figures in full; coordination and auditors read them as everybody does
who does not answer for the people.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice
from reports.forms.years import AmendmentForm
from reports.models import ReportingYear, YearVersion
from reports.questions.readers import ReadersOnly
from reports.services import years as service
from reports.writing.files import KINDS, response
from reports.writing.sheets import Sheet


@dataclass(frozen=True)
class YearLine:
    """A year of an office; `last` is the version that holds, None while the year is open."""

    office: CentralOffice
    year: int
    last: YearVersion | None

    @property
    def url(self):
        return reverse("reports:year", args=[self.office.slug, self.year])


class YearReaders(ReadersOnly):
    """Offices and whoever reads about all of them; managers report no years."""

    def is_allowed(self, reach):
        return reach.beyond_a_team


class Years(YearReaders, TemplateView):
    template_name = "reports/years.html"

    def get_context_data(self, **kwargs):
        known = service.overview(self.reach.central_offices())
        lines = [YearLine(*each) for each in known]
        return super().get_context_data(lines=lines, **kwargs)


class OneYear(YearReaders):
    """A year of an office one may read about, closed or not."""

    def is_allowed(self, reach):
        return super().is_allowed(reach) and bool(self.office)

    @cached_property
    def office(self):
        return get_object_or_404(self.reach.central_offices(), slug=self.kwargs["slug"])

    @cached_property
    def row(self):
        rows = ReportingYear.objects.filter(central_office=self.office)
        return rows.filter(year=self.kwargs["year"]).first()

    @property
    def is_own(self):
        return self.office in self.reach.offices

    def kept(self, version):
        return service.answers_of(version, own=self.is_own)


class Year(OneYear, FormView):
    """What is kept of the year, or what stands against closing it."""

    form_class = AmendmentForm
    template_name = "reports/year.html"

    def get_context_data(self, **kwargs):
        year = self.kwargs["year"]
        if self.row is None and year not in service.years_with_seminars(self.office):
            raise Http404
        told = {"office": self.office, "year": year, "is_own": self.is_own, "now": timezone.now()}
        return super().get_context_data(**told, **self.state(year), **kwargs)

    def state(self, year):
        now = timezone.now()
        if self.row is None:
            return {"obstacles": service.obstacles(self.office, year, now=now)}
        versions = list(self.row.versions.select_related("by"))
        changed = service.differences(versions[-1], now=now) if self.is_own else []
        asked = self.request.GET.get("version")
        shown = next((each for each in versions if str(each.number) == asked), versions[-1])
        return {
            "versions": versions,
            "last": versions[-1],
            "shown": shown,
            "answers": self.kept(shown),
            "kinds": KINDS,
            "changed": changed,
        }

    def form_valid(self, form):
        if not self.is_own:
            raise Http404  # others read
        try:
            return self.keep(service.amend_year, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)

    def keep(self, act, **told):
        year = self.kwargs["year"]
        version = act(
            office=self.office, year=year, by=self.request.user, now=timezone.now(), **told
        )
        messages.success(self.request, _told(version))
        return self.back()

    def back(self):
        return redirect("reports:year", self.office.slug, self.kwargs["year"])


class CloseYear(Year):
    """A button without a page of its own; what stands against it is said on the year's page."""

    http_method_names = ["post"]

    def is_allowed(self, reach):
        return super().is_allowed(reach) and self.is_own

    def post(self, *_args, **_kwargs):
        try:
            return self.keep(service.close_year)
        except Refused:
            return self.back()  # the page says why


class Version(OneYear):
    """One report of one version, as it was kept."""

    @cached_property
    def version(self):
        versions = YearVersion.objects.filter(reporting_year=self.row)
        return get_object_or_404(versions, number=self.kwargs["number"])

    @cached_property
    def answer(self):
        answers = self.kept(self.version)
        if not 1 <= self.kwargs["place"] <= len(answers):
            raise Http404
        return answers[self.kwargs["place"] - 1]


class VersionReport(Version, TemplateView):
    template_name = "reports/kept.html"

    def get_context_data(self, **kwargs):
        where = [self.office.slug, kwargs["year"], kwargs["number"], kwargs["place"]]
        told = {
            "office": self.office,
            "version": self.version,
            "answer": self.answer,
            "sheet": Sheet(self.answer, number=self.request.GET.get("page")),
            "files": [(kind, reverse("reports:kept_file", args=[*where, kind])) for kind in KINDS],
        }
        return super().get_context_data(**told, **kwargs)


class VersionFile(Version, View):
    def get(self, _request, **kwargs):
        if kwargs["kind"] not in KINDS:
            raise Http404
        return response(self.answer, kwargs["kind"])


def _told(version):
    if version.number:
        return _("Amendment %(number)s is kept.") % {"number": version.number}
    return _("%(year)s is closed. Its figures stay as they are.") % {
        "year": version.reporting_year.year
    }
