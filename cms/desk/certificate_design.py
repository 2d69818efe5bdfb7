"""How an office's certificates look, edited beside a sample that changes along."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.services import designing
from certificates.states import CertificateKind
from cms.desk.certificate_design_form import DesignForm
from cms.desk.certificates import ALL
from cms.desk.rights import OfficeOnly, Trail
from organisations.models import CentralOffice


class OneDesign(OfficeOnly, FormView):
    form_class = DesignForm

    @cached_property
    def office(self):
        office = get_object_or_404(self.offices, pk=self.kwargs["pk"])
        return CentralOffice.objects.get(pk=office.pk)

    def get_form_kwargs(self):
        design = designing.design_of(self.office)
        return super().get_form_kwargs() | {"instance": design, "office": self.office}

    def sample(self, form, *, as_picture):
        """The design as it is typed, or where that cannot be read as it was."""
        kind = form.data.get("shown", "")
        return designing.preview(
            office=self.office,
            design=form.instance,
            texts=form.blocks(),
            pictures=form.pictures(),
            kind=kind if kind in CertificateKind.values else CertificateKind.ATTENDANCE,
            as_picture=as_picture,
            at=timezone.now(),
        )


class EditDesign(OneDesign, Trail, WagtailAdminTemplateMixin):
    template_name = "cms/desk/certificate_design.html"
    header_icon = "image"
    trail = (ALL,)

    @property
    def page_title(self):
        return _("Design: %(office)s") % {"office": self.office.short_name}

    def get_context_data(self, **kwargs):
        return super().get_context_data(office=self.office, **kwargs)

    def form_valid(self, form):
        designing.set_design(
            office=form.office,
            design=form.instance,
            texts=form.blocks(),
            logo=form.asked("logo"),
            signature=form.asked("signature"),
        )
        messages.success(self.request, _("The design is saved. New certificates look like that."))
        return redirect("desk_certificates:design", self.office.pk)


class Preview(OneDesign):
    """The sample for what is typed: a picture, or the paper itself. GET shows what is saved."""

    def get(self, _request, **_kwargs):
        return self.form_valid(self.get_form())

    def form_valid(self, form):
        if self.request.POST.get("as") == "pdf":
            paper = self.sample(form, as_picture=False)
            return HttpResponse(paper, content_type="application/pdf")
        return HttpResponse(self.sample(form, as_picture=True), content_type="image/png")

    def form_invalid(self, form):
        texts = (
            f"{form.fields[name].label}: {' '.join(told)}" for name, told in form.errors.items()
        )
        return HttpResponse("\n".join(texts), status=422, content_type="text/plain; charset=utf-8")
