"""The cache in Valkey, as Django speaks to it, but with one client that stays, and counting."""

from functools import cache

from django.core.cache.backends import redis


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

    def count(self, key, timeout):
        """How often this was called with `key`, in one trip; forgotten `timeout` seconds after the
        first time. Django's `incr` takes two trips and wants to be told of the first time."""
        return self._cache.count(self.make_and_validate_key(key), timeout)
