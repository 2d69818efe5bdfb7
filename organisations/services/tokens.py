"""Keys to the API: made, found, used, revoked."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection, transaction

from fortbildung.shared.errors import refuse
from fortbildung.shared.sql import Select
from organisations.models import ApiToken, User
from organisations.rules import reasons_not_to_make_a_token
from organisations.states import TokenScope

MARK = "fb_"  # tells scanners for leaked secrets what they have found
SHOWN = 8
USE_IS_NOTED_EVERY = timedelta(minutes=1)
# Neither revoked nor expired, of somebody who could log in now. That it was used is noted at once,
# at most once a minute; nobody waits until that is on the disk, unless more is written with it.
USABLE = Select(
    """
    WITH usable AS (
        SELECT t.id
        FROM organisations_apitoken AS t JOIN organisations_user AS u ON u.id = t.user_id
        WHERE t.digest = %s AND t.revoked_at IS NULL AND t.expires_at > %s AND u.is_active
            AND EXISTS (
                SELECT 1 FROM account_emailaddress AS a
                WHERE a.user_id = u.id AND a.email = u.email AND a.verified
            )
    ), noted AS (
        UPDATE organisations_apitoken SET last_used_at = %s
        WHERE id = (SELECT id FROM usable) AND (last_used_at IS NULL OR last_used_at <= %s)
    )
    SELECT {t}, {u}, CASE WHEN %s THEN set_config('synchronous_commit', 'off', true) END
    FROM organisations_apitoken AS t JOIN organisations_user AS u ON u.id = t.user_id
    WHERE t.id = (SELECT id FROM usable)
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


def use_token(*, secret: str, now: datetime) -> ApiToken | None:
    """The usable token with this secret, with its person; None for everything else.

    Notes that it was used, once a minute, however busy it is.
    """
    alone = not connection.in_atomic_block
    for token, user, _ in USABLE.rows(_digest(secret), now, now, now - USE_IS_NOTED_EVERY, alone):
        token.user = user
        return token
    return None


def revoke_token(*, token: ApiToken, now: datetime) -> None:
    """End the token for good; ending it again changes nothing."""
    ApiToken.objects.kept().filter(pk=token.pk).update(revoked_at=now)


def _digest(secret):
    return sha256(secret.encode()).hexdigest()
