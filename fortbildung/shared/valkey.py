"""The cache in Valkey, as Django speaks to it, but with one client that stays, and counting.

What is only remembered there is found again without it: a page must not fail because the cache is
away, and what should be forgotten ends by itself. What protects log-ins and forms is kept in
PostgreSQL meanwhile. Whoever notes anything else with `add` is told so and decides themselves.
"""

import logging
import time
from contextlib import contextmanager
from functools import cache, cached_property

from django.core.cache.backends import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswer

from fortbildung.shared.standby import Standby, is_protecting

log = logging.getLogger(__name__)
# Counts and, the first time, begins the period; how long to wait, once there were too many. A count
# that has no end, whoever left it, ends with the period that begins then.
COUNT = """
local count = redis.call('INCR', KEYS[1])
local over = count > tonumber(ARGV[1])
if count == 1 or over then redis.call('EXPIRE', KEYS[1], ARGV[2], 'NX') end
if not over then return 0 end
return math.max(1, redis.call('TTL', KEYS[1]))
"""
REST = 5  # seconds until a cache that was away is asked again; each try may cost a second


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

    def seconds_to_wait(self, key, limit, period):
        return self._count(keys=[key], args=[limit, period])

    @cached_property
    def _count(self):
        return self.get_client(write=True).register_script(COUNT)

    def note_first(self, key, note, timeout):
        return self.get_client(key, write=True).set(key, note, nx=True, get=True, ex=timeout)


class Counting(redis.RedisCache):
    def seconds_to_wait(self, key, limit, period):
        return self._cache.seconds_to_wait(self.make_and_validate_key(key), limit, period)

    def note_first(self, key, note, timeout):
        return self._cache.note_first(self.make_and_validate_key(key), note, timeout)


class ValkeyCache(Counting):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = Client
        self._standby = Standby(params)
        self._rests_until = 0

    def get(self, key, default=None, version=None):
        with remembered(key):
            return self._asked("get", key, default, version)
        return default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with remembered(key):
            self._asked("set", key, value, timeout, version)

    def get_many(self, keys, version=None):
        """Wagtail asks for pictures like that, and notes what it has found like the next."""
        with remembered(keys):
            return self._tried(lambda: Counting.get_many(self, keys, version))
        return {}

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        with remembered(list(data)):
            return self._tried(lambda: Counting.set_many(self, data, timeout, version))
        return list(data)

    def delete_many(self, keys, version=None):
        with remembered(keys):
            self._tried(lambda: Counting.delete_many(self, keys, version))

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._asked("add", key, value, timeout, version)

    def note_first(self, key, note, timeout):
        """Note a whole number unless there is one; that one, or None where this is the first."""
        noted = self._asked("note_first", key, note, timeout)
        return None if noted is None else int(noted)

    def delete(self, key, version=None):
        with remembered(key):
            return self._asked("delete", key, version)
        return False

    def seconds_to_wait(self, key, limit, period):
        """Count `key` once more; 0 while it came no more than `limit` times in the `period`
        seconds since the first time, in one trip."""
        return self._asked("seconds_to_wait", key, limit, period)

    def _asked(self, act, key, *arguments):
        """Valkey's answer; while it is away, the standby's to what protects."""
        try:
            return self._tried(lambda: getattr(Counting, act)(self, key, *arguments))
        except RedisError:
            if not is_protecting(key):
                raise
        return getattr(self._standby, act)(key, *arguments)

    def _tried(self, ask):
        if time.monotonic() < self._rests_until:
            raise NoConnection("The cache was away a moment ago.")
        try:
            return ask()
        except (NoConnection, NoAnswer):
            self._rests_until = time.monotonic() + REST
            raise
