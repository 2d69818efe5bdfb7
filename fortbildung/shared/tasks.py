from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from fortbildung.shared import idempotency, mail

HEARTBEAT = "worker-heartbeat"


@shared_task
def deliver_due_mails():
    return mail.deliver_due(now=timezone.now())


@shared_task
def beat_heart():
    """Leave word that a worker is alive, for `/health/ready`."""
    cache.set(HEARTBEAT, timezone.now(), timeout=3600)


@shared_task
def forget_old_keys():
    return idempotency.forget_old_keys(now=timezone.now())
