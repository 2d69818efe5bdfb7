"""What monitors ask: is the process alive, and is everything it rests on there?"""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from celery import current_app
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fortbildung.shared.tasks import HEARTBEAT

HEART_STOPS_AFTER = timedelta(minutes=2)


@require_safe
@never_cache
def live(_request):
    """This process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(_request):
    """Database, broker, storage and worker do their part; 503 names what does not."""
    found = {name: _outcome(check) for name, check in CHECKS.items()}
    well = all(outcome == "ok" for outcome in found.values())
    status = {"status": "ok" if well else "failing", "checks": found}
    return JsonResponse(status, status=200 if well else 503)


def _outcome(check):
    """“ok”, or the kind of failure: monitors are strangers and learn no more."""
    try:
        check()
    except Exception as failure:  # noqa: BLE001 – whatever fails, the answer is “not ready”
        return type(failure).__name__
    return "ok"


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker():
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=0, timeout=1)


def _storage():
    storage = storages["private"]
    name = storage.save(f"health/{uuid4().hex}", ContentFile(b"ok"))
    try:
        with storage.open(name) as file:
            if file.read() != b"ok":
                raise OSError("the storage gives back something else")
    finally:
        with suppress(OSError):
            storage.delete(name)


def _worker():
    beat = cache.get(HEARTBEAT)
    if beat is None or timezone.now() - beat > HEART_STOPS_AFTER:
        raise TimeoutError("no worker has been heard of lately")


CHECKS = {"database": _database, "broker": _broker, "storage": _storage, "worker": _worker}
