"""Giving up one's account: one asks, the national coordination carries it out."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, TemplateView

from courses.services.erasing import ask_to_erase, erase, kept_until, reasons_not_to_erase
from fortbildung.shared.errors import Refused
from organisations.models import ErasureRequest
from organisations.states import RoleKind


class Ask(LoginRequiredMixin, TemplateView):
    template_name = "courses/ask_to_erase.html"

    def get_context_data(self, **kwargs):
        person = self.request.user
        return super().get_context_data(
            asked=person.erasure_requests.filter(done_at=None).first(),
            reasons=list(reasons_not_to_erase(person=person)),
            until=kept_until(person=person),
            **kwargs,
        )

    def post(self, request, **_kwargs):
        try:
            ask_to_erase(person=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("courses:ask_to_erase")


class ForCoordination(LoginRequiredMixin):
    """For everybody else it is not there."""

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not user.roles.of_kind(RoleKind.COORDINATION).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Requests(ForCoordination, ListView):
    paginate_by = 25
    context_object_name = "requests"
    template_name = "courses/erasure_requests.html"
    queryset = (
        ErasureRequest.objects.filter(done_at=None)
        .select_related("user")
        .order_by("asked_at", "pk")
    )


class Erase(ForCoordination, DetailView):
    """What will be kept, before the click."""

    template_name = "courses/erase.html"
    context_object_name = "asked"
    queryset = Requests.queryset

    def get_context_data(self, **kwargs):
        person = self.object.user
        return super().get_context_data(
            reasons=list(reasons_not_to_erase(person=person)),
            until=kept_until(person=person),
            **kwargs,
        )

    def post(self, request, pk):
        asked = get_object_or_404(self.queryset, pk=pk)
        try:
            erase(request=asked, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The account is erased."))
        return redirect("courses:erasure_requests")
