"""Every error as `application/problem+json` (RFC 9457), in the language that was asked for."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fortbildung.api.messages import told

MEDIA_TYPE = "application/problem+json"
KINDS = "urn:fortbildung:problem:"  # of those that say more than their status
TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("No valid API key"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Method not allowed"),
    409: gettext_lazy("Refused"),
    422: gettext_lazy("Not valid"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong here"),
}


def problem(request, status, detail, *, kind=None, **more):
    """The answer; `more` are members of its own, such as the reasons."""
    body = {
        "type": f"{KINDS}{kind}" if kind else "about:blank",
        "title": TITLES.get(status, ""),
        "status": status,
        "detail": detail,
        "instance": request.path,
        **more,
    }
    text = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)


def unreadable(request, _exception=None):
    return problem(request, 400, _("Send JSON in UTF-8, and no null characters."))


def unauthenticated(request, _exception=None):
    response = problem(
        request, 401, _("Send a valid API key in the header “Authorization: Bearer …”.")
    )
    error = ', error="invalid_token"' if "Authorization" in request.headers else ""
    response["WWW-Authenticate"] = f'Bearer realm="Fortbildung"{error}'
    return response


def not_allowed(request, _exception=None):
    response = problem(request, 403, _("This API key may only read. Use one that may write."))
    response["WWW-Authenticate"] = (
        'Bearer realm="Fortbildung", error="insufficient_scope", scope="write"'
    )
    return response


def not_found(request, _exception=None):
    return problem(request, 404, _("There is nothing here, or nothing you may see."))


def wrong_method(request, allowed):
    response = problem(
        request, 405, _("Use one of these methods: %(methods)s.") % {"methods": allowed}
    )
    response["Allow"] = allowed
    return response


def refused(request, refusal):
    reasons = refusal.messages
    return problem(request, 409, " ".join(reasons), kind="refused", reasons=reasons)


def key_reused(request, _exception=None):
    detail = _("Another request was sent with this Idempotency-Key. Use a new one.")
    return problem(request, 422, detail, kind="idempotency-key-reused")


def invalid(request, exception):
    """Of our own `Invalid`."""
    return _not_valid(request, exception.errors)


def not_validated(request, exception):
    """Of what ninja found out about the fields."""
    return _not_valid(request, [told(error) for error in exception.errors])


def too_many(request, exception):
    detail = ngettext(
        "Try again in %(seconds)s second.", "Try again in %(seconds)s seconds.", exception.seconds
    ) % {"seconds": exception.seconds}
    response = problem(request, 429, detail)
    response["Retry-After"] = exception.seconds
    return response


def broken(request):
    """Nothing of what happened; the log has it."""
    return problem(request, 500, _("It has been written down. Please try again later."))


def _not_valid(request, found):
    errors = [{"field": field, "message": message} for field, message in found]
    detail = " ".join(f"{field}: {message}" for field, message in found)
    return problem(request, 422, detail, kind="invalid", errors=errors)
