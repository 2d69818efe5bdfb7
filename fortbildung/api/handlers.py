"""What becomes of errors: those an operation raises, and those nobody expected."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import AuthenticationError, HttpError, ValidationError

from fortbildung.api import problems
from fortbildung.api.errors import Invalid, NotAllowed, TooMany
from fortbildung.shared.errors import Refused
from fortbildung.shared.idempotency import KeyReused
from fortbildung.shared.requests import is_for_programs

ANSWERS = {
    HttpError: problems.unreadable,  # ninja raises it for a body that is no JSON
    AuthenticationError: problems.unauthenticated,
    NotAllowed: problems.not_allowed,
    Http404: problems.not_found,
    PermissionDenied: problems.not_found,  # what is not theirs does not exist for them
    Refused: problems.refused,
    KeyReused: problems.key_reused,
    Invalid: problems.invalid,
    ValidationError: problems.not_validated,
    TooMany: problems.too_many,
}


def mounted(api):
    """The routes of `api` for `path()`, all of whose errors are problems."""
    for error, answer in ANSWERS.items():
        api.add_exception_handler(error, answer)
    for route in (urls := api.urls)[0]:
        route.callback = _in_the_houses_way(route.callback)
    return urls


def _in_the_houses_way(view):
    """Answers stay in no cache, and a wrong method is a problem like every other."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            response = problems.wrong_method(request, response["Allow"])
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return wrapped


@csrf_exempt
def nowhere(request, elsewhere):
    """Every address below `/api/` that is no route; else it would be a page's."""
    return problems.not_found(request)


def _or_problem(page, answer):
    """A problem below `/api/`, the page everywhere else."""

    @wraps(page)
    def handler(request, *args, **kwargs):
        if is_for_programs(request):
            return answer(request)
        return page(request, *args, **kwargs)

    return handler


bad_request = _or_problem(defaults.bad_request, problems.unreadable)
page_not_found = _or_problem(defaults.page_not_found, problems.not_found)
server_error = _or_problem(defaults.server_error, problems.broken)
