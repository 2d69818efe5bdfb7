"""Who asks, and how often they may: a bearer token, or a stranger where that is enough."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from ninja.security import HttpBearer

from fortbildung.api.errors import NotAllowed, TooMany
from fortbildung.shared.rate_limit import address_of, seconds_to_wait
from organisations.services.tokens import use_token
from organisations.states import TokenScope


class Bearer(HttpBearer):
    """`request.auth` becomes the token, `request.user` its person, whoever else is logged in."""

    def __init__(self, scope=TokenScope.READ, *, alone=True):
        super().__init__()
        self.scope, self.alone = scope, alone

    def __call__(self, request):
        """Whoever comes without a token is counted, too; by `stranger` where that is welcome."""
        if self.alone and "Authorization" not in request.headers:
            keep_to_rate("address", address_of(request))
        return super().__call__(request)

    def authenticate(self, request, token):
        found = use_token(secret=token, now=timezone.now())
        if found is None:
            keep_to_rate("address", address_of(request))  # whoever guesses is counted
            return None
        keep_to_rate("token", str(found.pk))
        if not found.allows(self.scope):
            raise NotAllowed
        request.user = found.user
        return found


def stranger(request):
    """Somebody without a token; a wrong one is an error, not a stranger's."""
    if "Authorization" in request.headers:
        return None
    keep_to_rate("address", address_of(request))
    request.user = AnonymousUser()
    return request.user


def keep_to_rate(kind, subject):
    limit = settings.API_RATE[kind]
    seconds = seconds_to_wait(subject, scope=f"api-{kind}", limit=limit, period=60)
    if seconds:
        raise TooMany(seconds)


READ = [Bearer()]
WRITE = [Bearer(TokenScope.WRITE)]
OPEN = [Bearer(alone=False), stranger]
