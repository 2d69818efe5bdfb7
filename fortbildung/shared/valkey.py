"""The cache in Valkey, as Django speaks to it, but with one client that stays."""

from functools import cache

from django.core.cache.backends import redis


class Client(redis.RedisCacheClient):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django makes a new one per command, which costs more than most commands.
        self._client = cache(self._client)


class ValkeyCache(redis.RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = Client
