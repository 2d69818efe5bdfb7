"""`Idempotency-Key`: a request that is sent again gets the answer of the first time."""

import json
from functools import wraps
from hashlib import sha256

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Status
from ninja.responses import NinjaJSONEncoder
from ninja.utils import contribute_operation_callback

from fortbildung.api import problems
from fortbildung.api.errors import Invalid
from fortbildung.shared.idempotency import Answer, Asked, once

HEADER, LONGEST = "Idempotency-Key", 255
CONFLICT = 409
PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
    "description": gettext_lazy(
        "Of your own choice, a new one per request. Sent again within 24 hours, the same request is"
        " not carried out again but answered as the first time."
    ),
}


def idempotent(operation):
    """Carry the operation out once per key; goes below the route. Needs a token."""

    @wraps(operation)
    def keyed(request, *args, **kwargs):
        key = request.headers.get(HEADER)
        if key is None:
            return operation(request, *args, **kwargs)
        answer = once(
            _asked(request, key),
            act=lambda: _answer(operation(request, *args, **kwargs)),
            refused=lambda refusal: _as_answer(problems.refused(request, refusal)),
        )
        return _response(answer)

    contribute_operation_callback(keyed, _document)
    return keyed


def _asked(request, key):
    if not 1 <= len(key) <= LONGEST:
        message = _("Use 1 to %(most)s characters.") % {"most": LONGEST}
        raise Invalid([(HEADER, message)])
    what = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return Asked(
        owner=request.auth.pk, key=key, digest=sha256(what).hexdigest(), now=timezone.now()
    )


def _answer(result):
    """What the operation returned, as it is stored and sent."""
    status, value = 200, result
    if isinstance(result, Status):
        status, value = result.status_code, result.value
    return Answer(status, json.dumps(value, cls=NinjaJSONEncoder))


def _as_answer(response):
    return Answer(response.status_code, response.content.decode())


def _response(answer):
    media_type = problems.MEDIA_TYPE if answer.status == CONFLICT else "application/json"
    response = HttpResponse(answer.body, status=answer.status, content_type=media_type)
    if answer.replayed:
        response["Idempotency-Replayed"] = "true"
    return response


def _document(operation):
    extra = dict(operation.openapi_extra or {})
    operation.openapi_extra = extra | {"parameters": [*extra.get("parameters", []), PARAMETER]}
