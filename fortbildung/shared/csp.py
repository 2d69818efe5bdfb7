"""One strict policy for all pages, and named exceptions for parts that cannot keep it."""

from csp.middleware import CSPMiddleware
from django.conf import settings


class PolicyMiddleware(CSPMiddleware):
    """Adds to the policy what `CONTENT_SECURITY_POLICY_EXCEPTIONS` grants the page's address.

    Of several prefixes that fit, the longest one counts.
    """

    def get_policy_parts(self, request, response, *args, **kwargs):
        parts = super().get_policy_parts(request, response, *args, **kwargs)
        granted = settings.CONTENT_SECURITY_POLICY_EXCEPTIONS
        prefixes = [prefix for prefix in granted if request.path_info.startswith(prefix)]
        if prefixes:
            parts.replace = granted[max(prefixes, key=len)]
        return parts
