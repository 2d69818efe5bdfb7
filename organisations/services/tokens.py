"""Keys to the API: made, found, used, revoked."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from fortbildung.shared.errors import refuse
from fortbildung.shared.sql import Select
from organisations.models import ApiToken, User
from organisations.rules import reasons_not_to_make_a_token
from organisations.states import TokenScope

MARK = "fb_"  # tells scanners for leaked secrets what they have found
SHOWN = 8
USE_IS_NOTED_EVERY = timedelta(minutes=1)
# Neither revoked nor expired, of somebody who could log in now.
USABLE = Select(
    """
    SELECT {t}, {u}
    FROM organisations_apitoken AS t JOIN organisations_user AS u ON u.id = t.user_id
    WHERE t.digest = %s AND t.revoked_at IS NULL AND t.expires_at > %s AND u.is_active AND EXISTS (
        SELECT 1 FROM account_emailaddress AS a
        WHERE a.user_id = u.id AND a.email = u.email AND a.verified
    )
    """,
    t=ApiToken,
    u=User,
)


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
    for token, user in USABLE.rows(_digest(secret), now):
        token.user = user
        return token
    return None


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
