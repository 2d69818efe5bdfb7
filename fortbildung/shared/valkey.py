"""The cache in Valkey, as Django speaks to it, but with one client that stays, and counting.

What is only remembered there is found again without it: a page must not fail because the cache is
away. Whoever counts or notes something with `add` or `count` is told so and decides themselves.
"""

import logging
from contextlib import contextmanager
from functools import cache

from django.core.cache.backends import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


@contextmanager
def remembered(key):
    """While the cache is away nothing is known, and nothing is lost but time."""
    try:
        yield
    except RedisError:
        log.warning("The cache is away; “%s” is not remembered.", key)


class Client(redis.RedisCacheClient):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django makes a new one per command, which costs more than most commands.
        self._client = cache(self._client)

    def count(self, key, timeout):
        count = self.get_client(key, write=True).incr(key)
        if count == 1:
            self.touch(key, timeout)
        return count


class ValkeyCache(redis.RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = Client

    def get(self, key, default=None, version=None):
        with remembered(key):
            return super().get(key, default, version)
        return default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with remembered(key):
            super().set(key, value, timeout, version)

    def count(self, key, timeout):
        """How often this was called with `key`, in one trip; forgotten `timeout` seconds after the
        first time. Django's `incr` takes two trips and wants to be told of the first time."""
        return self._cache.count(self.make_and_validate_key(key), timeout)
