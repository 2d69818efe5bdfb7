"""All certificates an office owes, issued together by the worker: begun, and watched."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.models import Run
from certificates.services import running
from cms.desk.certificates import ALL
from cms.desk.rights import OfficeOnly, Trail
from fortbildung.shared.errors import Refused


class StartRun(OfficeOnly, View):
    """Have the worker issue all that an office owes."""

    http_method_names = ["post"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.office = get_object_or_404(self.offices, pk=kwargs["pk"])

    def post(self, request, **_kwargs):
        try:
            run = running.start(office=self.office, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("desk_certificates:index")
        return redirect("desk_certificates:run", run.pk)


class ShowRun(OfficeOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    """How far a run is."""

    template_name = "cms/desk/certificate_run.html"
    page_title = gettext_lazy("Issuing certificates")
    header_icon = "success"
    trail = (ALL,)

    @cached_property
    def run(self):
        mine = Run.objects.started_for(self.request.user).select_related("central_office")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        finished = self.run.finished_at is not None
        return super().get_context_data(
            run=self.run,
            finished=finished,
            said=said_of(self.run),
            total=self.run.total,
            done=self.run.total if finished else min(self.run.issued, self.run.total - 1),
            **kwargs,
        )


def said_of(run):
    """How far it is, in a sentence."""
    facts = {"done": run.issued, "total": run.total, "hindered": run.hindered}
    if run.finished_at is None:
        return _("%(done)s of %(total)s certificates are issued.") % facts
    text = ngettext(
        "Finished: one certificate is issued.",
        "Finished: %(done)s certificates are issued.",
        run.issued,
    )
    if not run.hindered:
        return text % facts
    more = ngettext("One cannot be issued.", "%(hindered)s cannot be issued.", run.hindered)
    return f"{text % facts} {more % facts}"
