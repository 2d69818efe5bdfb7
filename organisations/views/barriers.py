"""“Report a barrier” is for everybody, without an account; the coordination has the list."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import CreateView, ListView, TemplateView, View

from organisations.forms import BarrierForm
from organisations.models import BarrierReport
from organisations.services.barriers import report_barrier, settle_barrier
from organisations.states import RoleKind


class Report(CreateView):
    form_class = BarrierForm
    template_name = "organisations/barrier.html"
    success_url = reverse_lazy("organisations:barrier_thanks")

    def get_initial(self):
        """The page one comes from, and who one is where that is known."""
        user = self.request.user
        known = {"name": user.get_full_name(), "email": user.email} if user.pk else {}
        return {"page": _page_before(self.request), **known}

    def form_valid(self, form):
        report_barrier(report=form.save(commit=False), now=timezone.now())
        return redirect(self.success_url)


class Thanks(TemplateView):
    template_name = "organisations/barrier_thanks.html"


class ForCoordination(LoginRequiredMixin):
    """For everybody else it is not there."""

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not user.roles.of_kind(RoleKind.COORDINATION).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Reports(ForCoordination, ListView):
    """What is not dealt with yet, the oldest first."""

    paginate_by = 25
    context_object_name = "reports"
    template_name = "organisations/barriers.html"
    queryset = BarrierReport.objects.open().order_by("reported_at", "pk")


class Settle(ForCoordination, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        report = get_object_or_404(BarrierReport, pk=pk)
        settle_barrier(report=report, by=request.user, now=timezone.now())
        messages.success(request, _("The report is marked as dealt with."))
        return redirect("organisations:barriers")


def _page_before(request):
    """Where the link was followed; the statement itself tells nothing of the barrier."""
    before = urlsplit(request.headers.get("Referer", ""))
    here = reverse("organisations:report_barrier")
    about = (here, "/barrierefreiheit/")
    return before.path if before.netloc == request.get_host() and before.path not in about else ""
