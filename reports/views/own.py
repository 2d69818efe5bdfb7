from allauth.account.decorators import reauthentication_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from reports.services.own_data import pack


class OwnData(LoginRequiredMixin, TemplateView):
    template_name = "reports/own_data.html"


@method_decorator(reauthentication_required, name="get")
class OwnDataFile(LoginRequiredMixin, View):
    """Asks for the password first: it is everything at once."""

    def get(self, request):
        file = pack(request.user)
        response = FileResponse(file, as_attachment=True, filename="meine-daten.zip")
        add_never_cache_headers(response)
        return response
