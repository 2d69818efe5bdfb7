from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import View

from certificates.models import Certificate
from fortbildung.shared.hidden import discreet


@method_decorator(discreet, name="dispatch")
class Download(LoginRequiredMixin, View):
    """The PDF, for whoever may see the certificate."""

    def get(self, request, number):
        mine = Certificate.objects.visible_to(request.user).exclude(pdf="")
        certificate = get_object_or_404(mine, number=number)
        return FileResponse(
            certificate.pdf.open(),
            as_attachment=True,
            filename=f"{certificate.facts['wording']['title']}-{certificate.number}.pdf",
        )
