"""Files for the funder: ordered, watched while the worker makes them, taken away."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.funding import OfFunding
from cms.desk.funding_grants import TO_GRANTS, OwnGrant
from cms.desk.rights import OfficeOnly, Trail
from fortbildung.shared.errors import Refused
from reports.models import FundingFile
from reports.services import funding_files


class Order(View):
    """Orders a file on POST and shows how far it is; a refusal leads back."""

    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        try:
            file = self.order(by=request.user, now=timezone.now())
        except Refused as refusal:
            for reason in refusal.messages:
                messages.error(request, reason)
            return redirect(self.back_url)
        return redirect("desk_funding:file", file.pk)


class OrderFile(OfFunding, Order):
    def order(self, **who):
        return funding_files.order(seminar=self.seminar, **who)


class OrderYear(OwnGrant, Order):
    @property
    def back_url(self):
        return self.grant_url

    def order(self, **who):
        return funding_files.order_year(grant=self.grant, year=self.kwargs["year"], **who)


class OwnFile(OfficeOnly):
    @cached_property
    def file(self):
        mine = FundingFile.objects.visible_to(self.request.user)
        mine = mine.select_related("grant", "seminar__course")
        return get_object_or_404(mine, pk=self.kwargs["file"])


class ShowFile(OwnFile, Trail, WagtailAdminTemplateMixin, TemplateView):
    """How far the file is; once it is there, what was still open, and the file."""

    template_name = "cms/desk/funding_file.html"
    page_title = gettext_lazy("File for the funder")
    header_icon = "doc-full"
    trail = TO_GRANTS

    def get_context_data(self, **kwargs):
        file = self.file
        return super().get_context_data(
            **kwargs | {"file": file},
            finished=file.finished_at is not None,
            said=_said(file),
            total=file.total,
            done=file.done if file.finished_at else min(file.done, file.total - 1),
            back_url=self.back_url,
        )

    @property
    def back_url(self):
        if self.file.seminar_id:
            return reverse("desk_seminars:funding", args=[self.file.seminar_id])
        return reverse("desk_funding:grant", args=[self.file.grant_id])


def _said(file):
    """How far it is, in a sentence."""
    if file.finished_at is None:
        return _("%(done)s of %(total)s steps are done.") % {
            "done": file.done,
            "total": file.total,
        }
    return file.failed or _("The file is ready.")


class Download(OwnFile, View):
    def get(self, _request, **_kwargs):
        mine = FundingFile.objects.exclude(file="")
        file = get_object_or_404(mine, pk=self.file.pk)
        return FileResponse(file.file.open(), as_attachment=True, filename=file.filename)
