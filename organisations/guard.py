"""Whoever guards other people's data logs in with a second factor, or gets no further."""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.shortcuts import redirect

from fortbildung.shared.requests import is_for_programs
from organisations.services.accounts import lacks_second_factor
from organisations.services.sign_ons import checked_second_factor

# The way to a second factor and the way out; whatever allauth names mfa_…, too.
OPEN = {
    "organisations:second_factor",
    "organisations:log_in",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "set_language",
    "shared:live",
    "shared:ready",
}


class SecondFactor:
    """Leads who has none to the page where one is set up; nothing is done on the way there.

    The API is not asked: its tokens are made after the log-in, behind this door.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, *_view):
        if not settings.SECOND_FACTOR_REQUIRED or is_for_programs(request):
            return None
        if not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name
        if name in OPEN or name.startswith("mfa_") or not lacks_second_factor(user=request.user):
            return None
        return None if _showed_it_elsewhere(request) else redirect("mfa_index")


def _showed_it_elsewhere(request):
    """Whether the log-in came through an association that asks for a second factor itself."""
    came_by = get_authentication_records(request, request.user)
    providers = {step["provider"] for step in came_by if step["method"] == "socialaccount"}
    return bool(providers) and checked_second_factor(providers=providers)
