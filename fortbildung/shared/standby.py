"""What protects log-ins and forms, kept in PostgreSQL while the cache is away.

Slower than the cache and good for nothing else: the limits hold, and nobody is locked out.
"""

from datetime import timedelta
from math import ceil

from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fortbildung.shared.models import StandbyEntry

# allauth's limits, codes used once and tokens used once; our own limits
PROTECTING = ("allauth", "jwt:", "rate:")
COUNT = """
    INSERT INTO shared_standbyentry AS entry (cache_key, value, expires) VALUES (%s, '1', %s)
    ON CONFLICT (cache_key) DO UPDATE SET
        value = CASE WHEN entry.expires < %s THEN '1' ELSE (entry.value::int + 1)::text END,
        expires = CASE WHEN entry.expires < %s THEN excluded.expires ELSE entry.expires END
    RETURNING value::int, expires
"""


def is_protecting(key):
    return key.startswith(PROTECTING)


class Standby(DatabaseCache):
    """One for each process; `params` are those of the cache it stands in for."""

    def __init__(self, params):
        # Whoever fills it must not push out what is counted.
        many = {"MAX_ENTRIES": 1_000_000}
        super().__init__("shared_standbyentry", params | {"OPTIONS": many, "KEY_FUNCTION": hidden})

    def seconds_to_wait(self, key, limit, period):
        """As the cache says it."""
        now = timezone.now()
        values = [self.make_and_validate_key(key), now + timedelta(seconds=period), now, now]
        with connection.cursor() as cursor:
            cursor.execute(COUNT, values)
            count, ends_at = cursor.fetchone()
        return ceil((ends_at - now).total_seconds()) if count > limit else 0


def hidden(key, key_prefix, version):
    """Addresses of callers are nobody's business, not even in a copy of the database."""
    told = f"{key_prefix}:{version}:{key}"
    return salted_hmac("standby", told, algorithm="sha256").hexdigest()


def forget_expired(*, now):
    """Delete what does not count any more; how much it was."""
    return StandbyEntry.objects.filter(expires__lt=now).delete()[0]
