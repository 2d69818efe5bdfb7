"""The way into the admin: through the house's own log-in, and in German unless chosen otherwise."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import translation
from django.views import View

ACCESS = "wagtailadmin.access_admin"
# Ways in and out, and what tells nothing.
DOORS = {"desk_entrance"} | {
    f"wagtailadmin_{name}" for name in ("home", "login", "logout", "sprite", "javascript_catalog")
}


class Entrance(RedirectURLMixin, View):
    """In place of Wagtail's log-in, which knows neither verified addresses nor second factors."""

    next_page = "wagtailadmin_home"

    def dispatch(self, request, *_args, **_kwargs):
        if not request.user.is_authenticated:
            there = urlencode({self.redirect_field_name: self.get_success_url()})
            return redirect(f"{resolve_url(settings.LOGIN_URL)}?{there}")
        if not request.user.has_perm(ACCESS):
            raise PermissionDenied  # a redirect would only lead back here
        return redirect(self.get_success_url())


class GermanAdmin:
    """The admin speaks German whatever the browser prefers; a profile may still choose English.

    For whoever is logged in and has no access, it has no pages: only its door says so.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        with translation.override(settings.LANGUAGE_CODE):
            return self.get_response(request)

    def process_view(self, request, *_view):
        """Views come once everybody knows who asks."""
        inside = request.path_info.startswith(reverse("wagtailadmin_home"))
        if not inside or request.resolver_match.view_name in DOORS:
            return
        if request.user.is_authenticated and not request.user.has_perm(ACCESS):
            raise Http404
