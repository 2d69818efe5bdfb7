"""The way into the admin: through the house's own log-in, and in German unless chosen otherwise."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import translation
from django.views import View


class Entrance(RedirectURLMixin, View):
    """In place of Wagtail's log-in, which knows neither verified addresses nor second factors."""

    next_page = "wagtailadmin_home"

    def dispatch(self, request, *_args, **_kwargs):
        if not request.user.is_authenticated:
            there = urlencode({self.redirect_field_name: self.get_success_url()})
            return redirect(f"{resolve_url(settings.LOGIN_URL)}?{there}")
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied  # a redirect would only lead back here
        return redirect(self.get_success_url())


class GermanAdmin:
    """The admin speaks German whatever the browser prefers; a profile may still choose English."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        with translation.override(settings.LANGUAGE_CODE):
            return self.get_response(request)
