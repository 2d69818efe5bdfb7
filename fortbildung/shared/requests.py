"""What holds for every request, whichever page it asks for."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers


def is_for_programs(request):
    """Whether it asks the API, which knows its callers by their tokens and answers no browser."""
    return request.path_info.startswith("/api/")


class RefuseNullCharacters:
    """No text in the database has one: PostgreSQL cannot even compare with it.

    Forms refuse it themselves; this is for addresses.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("null character")
        return self.get_response(request)


class KeepPrivate:
    """What somebody sees after logging in stays in no cache.

    Counsellors share computers: after the log-out, “back” must not show it again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class Maintenance:
    """While `MAINTENANCE` is set nothing is asked of the database: every page says so.

    Monitors and what needs no database still get their answers.
    """

    OPEN = ("/health/", "/offline")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.MAINTENANCE or request.path_info.startswith(self.OPEN):
            return self.get_response(request)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "600"
        return response
