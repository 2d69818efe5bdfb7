"""Where one is logged in, and an end to it there."""

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views import View


class Sessions(ListUserSessionsView):
    """The list; its one button logs out everywhere else."""

    success_url = reverse_lazy("organisations:sessions")


class End(LoginRequiredMixin, View):
    """Logs out at one place; anybody else's log-in is not there."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            own = UserSession.objects.filter(user=request.user)
            self.session = get_object_or_404(own, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **_kwargs):
        self.session.end()
        messages.success(request, _("You are logged out there."))
        return redirect("organisations:sessions")
