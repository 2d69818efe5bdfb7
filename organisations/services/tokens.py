"""Keys to the API: made, found, used, revoked."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from fortbildung.shared.errors import refuse
from organisations.models import ApiToken, User
from organisations.rules import reasons_not_to_make_a_token
from organisations.states import TokenScope

MARK = "fb_"  # tells scanners for leaked secrets what they have found
SHOWN = 8
USE_IS_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def create_token(
    *, user: User, name: str, scope: TokenScope, expires_at: datetime, now: datetime
) -> tuple[ApiToken, str]:
    """The new token and its secret, which is told this once and kept nowhere."""
    refuse(reasons_not_to_make_a_token(user=user, now=now))
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken(
        user=user,
        name=name,
        digest=_digest(secret),
        prefix=secret[:SHOWN],
        scope=scope,
        created_at=now,
        expires_at=expires_at,
    )
    token.full_clean()
    token.save()
    return token, secret


def find_token(*, secret: str, now: datetime) -> ApiToken | None:
    """The usable token with this secret, with its person; None for everything else."""
    found = ApiToken.objects.usable(now).filter(digest=_digest(secret))
    return next(iter(found.select_related("user")[:1]), None)


def note_use(*, token: ApiToken, now: datetime) -> None:
    """Remember that the token was used; at most once a minute, however busy it is."""
    earlier = now - USE_IS_NOTED_EVERY
    if token.last_used_at is None or token.last_used_at <= earlier:
        unnoted = Q(last_used_at=None) | Q(last_used_at__lte=earlier)
        ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=now)


def revoke_token(*, token: ApiToken, now: datetime) -> None:
    """End the token for good; ending it again changes nothing."""
    ApiToken.objects.kept().filter(pk=token.pk).update(revoked_at=now)


def _digest(secret):
    return sha256(secret.encode()).hexdigest()
