"""What was typed into a form is not lost when the log-in had ended meanwhile.

The form is kept in the session that begins then. After the log-in, which leads back to the form's
address, the person is shown that it is there, and sends it or begins anew.
"""

from http import HTTPStatus
from time import time
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django.views.csrf import csrf_failure as refuse

from fortbildung.shared.requests import is_for_programs

KEPT = "typed"
KEPT_FOR = 60 * 60  # seconds
MOST = 200_000  # characters
DISCARD = "verwerfen"
SECRET = ("csrfmiddlewaretoken", "password")


class KeepTyped:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_for_programs(request):  # which have no session, and no forms
            return self.get_response(request)
        if request.method == "GET" and request.user.is_authenticated:
            typed = _kept(request)
            if typed and DISCARD not in request.GET:
                return _ask(request, typed)
            if typed:
                return HttpResponseRedirect(request.path)
        response = self.get_response(request)
        if request.method == "POST":
            _keep_or_forget(request, response)
        return response


def csrf_failure(request, reason=""):
    """A form of our own with an old token, from before a log-in elsewhere, is asked about again.

    A browser says itself where a form comes from; forms of other sites are refused.
    """
    if request.headers.get("Sec-Fetch-Site") == "same-origin" and hasattr(request, "session"):
        _keep(request)
        return HttpResponseRedirect(request.get_full_path())
    return refuse(request, reason)


def _keep_or_forget(request, response):
    if not request.user.is_authenticated:
        if _leads_to_the_log_in(request, response):
            _keep(request)
    elif not hasattr(request, KEPT) and request.session.get(KEPT, {}).get("path") == request.path:
        del request.session[KEPT]


def _leads_to_the_log_in(request, response):
    if response.status_code != HTTPStatus.FOUND:
        return False
    entrances = {resolve_url(settings.LOGIN_URL), resolve_url(settings.WAGTAILADMIN_LOGIN_URL)}
    there = urlsplit(response.url)
    back = parse_qs(there.query).get("next", [""])[0]
    return there.path in entrances and urlsplit(back).path == request.path


def _keep(request):
    fields = request.POST.copy()
    for name in list(fields):
        if name.startswith(SECRET):
            del fields[name]
    if fields and len(text := fields.urlencode()) <= MOST:
        setattr(request, KEPT, text)  # just now
        request.session[KEPT] = {"path": request.path, "at": time(), "fields": text}


def _kept(request):
    """The fields kept for this address; to be discarded, they are forgotten."""
    kept = request.session.get(KEPT, {})
    if kept.get("path") != request.path:
        return None
    if DISCARD in request.GET or kept["at"] < time() - KEPT_FOR:
        del request.session[KEPT]
    return QueryDict(kept["fields"]) if kept["at"] >= time() - KEPT_FOR else None


def _ask(request, typed):
    fields = [(name, value) for name, values in typed.lists() for value in values]
    texts = [value for _name, value in fields if " " in value.strip()]
    context = {"fields": fields, "texts": texts, "discard": f"?{DISCARD}=1"}
    return render(request, "typed.html", context)
