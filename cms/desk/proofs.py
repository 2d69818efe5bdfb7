"""Who of the office's association lacks what, and how far the country has come, in figures."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.services.booking import book_all
from certificates.services.coverage import coverage
from certificates.services.matrix import staff_of_offices
from certificates.services.standings import requirements_on
from certificates.views.matrix import AskedMatrix, LackingOne, tell_results
from cms.desk.proof_pages import KINDS
from cms.desk.rights import OfficeOnly, PlannersOnly, Trail, offices_of
from organisations.models import Employment
from organisations.states import RoleKind

MATRIX = ("desk_proofs:matrix", gettext_lazy("Who lacks what"))


class OfficeStaff(OfficeOnly):
    def jobs_on(self, day):
        return staff_of_offices(self.offices, on=day)


class DeskMatrix(OfficeStaff, AskedMatrix, Trail, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/matrix.html"
    page_title = gettext_lazy("Who lacks what")
    header_icon = "table"
    trail = (KINDS,)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.context, **kwargs)


class DeskMatrixFile(OfficeStaff, AskedMatrix, View):
    def get(self, _request, kind):
        return self.file(kind)


class DeskBookAll(OfficeStaff, LackingOne, Trail, WagtailAdminTemplateMixin, TemplateView):
    """Per date of the office's own, one button that books all who lack it."""

    template_name = "cms/desk/book_all.html"
    page_title = gettext_lazy("Book for all who lack it")
    header_icon = "table"
    trail = (KINDS, MATRIX)

    def get_page_subtitle(self):
        return self.requirement.title

    def get_context_data(self, **kwargs):
        dates = self.dates(timezone.now(), offices=self.offices)
        told = {"lines": self.lines, "dates": list(dates.values())}
        return super().get_context_data(**told, **kwargs)

    def post(self, request, pk):
        now = timezone.now()
        dates = self.dates(now, offices=self.offices)
        chosen = dates.get(request.POST.get("seminar", ""))
        if chosen is None:
            messages.error(request, _("This date cannot be booked any more. Choose another one."))
        else:
            tell_results(request, book_all(chosen=chosen, by=request.user, now=now))
        return redirect("desk_proofs:book_all", pk)


class Coverage(PlannersOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    """Figures per Land and provider: of one’s own association, for the coordination of all."""

    template_name = "cms/desk/coverage.html"
    page_title = gettext_lazy("Coverage")
    header_icon = "table"
    trail = (KINDS,)

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        asked = list(requirements_on(today))
        chosen = self._chosen(asked)
        found = chosen and coverage(self._jobs(today), chosen, on=today)
        return super().get_context_data(asked=asked, chosen=chosen, found=found, **kwargs)

    def _chosen(self, asked):
        wanted = self.request.GET.get("anforderung")
        if not wanted:
            return asked[0] if asked else None
        found = next((each for each in asked if f"{each.pk}" == wanted), None)
        if found is None:
            raise Http404
        return found

    def _jobs(self, today):
        if self.request.user.roles.of_kind(RoleKind.COORDINATION).exists():
            return Employment.objects.current(today).in_full()
        return staff_of_offices(offices_of(self.request.user), on=today)
