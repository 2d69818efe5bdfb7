"""A limit for what answers questions: so many per address or key and period, then wait.

allauth's limiter belongs to its own pages (fixed settings, no Retry-After), so the counting is
ours; whose address it is behind which proxy is a hard question, so that answer is allauth's.
"""

from ipaddress import ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from fortbildung.shared.requests import is_for_programs

MINUTE = 60  # seconds


def seconds_to_wait(subject, *, scope, limit, period):
    """Count `subject` once more; 0 while it came no more than `limit` times in `period` seconds.

    The period begins with the first time. While the cache is away PostgreSQL counts, see
    `fortbildung/shared/standby.py`.
    """
    whose = salted_hmac("rate_limit", subject, algorithm="sha256").hexdigest()[:32]
    return cache.seconds_to_wait(f"rate:{scope}:{whose}", limit, period)


def address_of(request):
    """The caller's address; of IPv6 the 64 bits one connection has to itself."""
    address = get_adapter().get_client_ip(request)
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


class LimitForms:
    """Whoever is not logged in sends a form only so often: each address, each form.

    A door in front of all forms, so that none is forgotten; allauth's and our own limits behind it
    are narrower where there is something to guess. The API has its own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, *_view):
        if request.method != "POST" or is_for_programs(request) or request.user.is_authenticated:
            return None
        scope = f"form-{request.resolver_match.view_name or request.resolver_match.route}"
        seconds = seconds_to_wait(
            address_of(request), scope=scope, limit=settings.FORM_RATE, period=MINUTE
        )
        return too_many(request, seconds=seconds) if seconds else None


def too_many(request, *, seconds=MINUTE):
    """The page that says when to try again; allauth's limits of forms are for a minute, too."""
    response = render(request, "429.html", {"seconds": seconds}, status=429)
    response["Retry-After"] = seconds
    return response
