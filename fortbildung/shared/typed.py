"""What was typed into a form is not lost when the log-in had ended meanwhile.

The form is kept in the session that begins then. After the log-in, which leads back to the form's
address, the person finds it filled in. Where the page has no such form (a mere button, say, or a
table of many rows) they are shown what they sent, and send it or begin anew.
"""

from http import HTTPStatus
from time import time
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib import messages
from django.forms.forms import BaseForm
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as refuse

from fortbildung.shared.requests import is_for_programs

KEPT = "typed"
TO_FILL_IN = "typed_before"  # of the request
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
        reads = request.method == "GET" and request.user.is_authenticated
        if reads and (typed := _kept(request)):
            return self._answer(request, typed)
        response = self.get_response(request)
        if request.method == "POST":
            _keep_or_forget(request, response)
        return response

    def _answer(self, request, typed):
        """The page with its form filled in, else the question what to do with what was typed."""
        if DISCARD in request.GET:
            return HttpResponseRedirect(request.path)
        setattr(request, TO_FILL_IN, typed)
        response = self.get_response(request)
        return _ask(request, typed) if getattr(request, TO_FILL_IN) else response

    def process_template_response(self, request, response):
        """Fill in the page's form before it is written."""
        form = (response.context_data or {}).get("form")
        typed = getattr(request, TO_FILL_IN, None)
        if typed and isinstance(form, BaseForm) and _is_that(form, typed):
            form.data, form.is_bound = typed, True
            setattr(request, TO_FILL_IN, None)
            messages.info(request, _said())
        return response


def _is_that(form, typed):
    """Whether the form has a field for everything; one with a table of rows has more than that."""
    names = {form.add_prefix(name) for name in form.fields}
    return not form.is_bound and not hasattr(form, "rows") and names.issuperset(typed)


def _said():
    said = _(
        "You were not logged in any more when you sent this. Nothing has been done yet: check your "
        "entries and send them now."
    )
    return format_html(
        '{} <a class="kern-link" href="?{}=1">{}</a>', said, DISCARD, _("Begin anew")
    )


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
