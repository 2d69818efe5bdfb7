"""A limit for what answers questions: so many per address or key and period, then wait.

allauth's limiter belongs to its own pages (fixed settings, no Retry-After), so the counting is
ours; whose address it is behind which proxy is a hard question, so that answer is allauth's.
"""

import logging
from ipaddress import ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)


def seconds_to_wait(subject, *, scope, limit, period, now):
    """Count `subject` once more; 0 while it came no more than `limit` times in this `period`.

    The cache is asked for nothing but this: when it is away, everybody is let in uncounted.
    """
    window, passed = divmod(int(now.timestamp()), period)
    whose = salted_hmac("rate_limit", subject, algorithm="sha256").hexdigest()[:32]
    try:
        count = cache.count(f"rate:{scope}:{window}:{whose}", period)
    except Exception:  # whatever the cache's driver raises
        log.exception("The rate limit could not be counted")
        return 0
    return period - passed if count > limit else 0


def address_of(request):
    """The caller's address; of IPv6 the 64 bits one connection has to itself."""
    address = get_adapter().get_client_ip(request)
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
