from celery import shared_task
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from fortbildung.shared import delivery, idempotency, mail, standby
from fortbildung.shared.work import callable_soon, soon

HEARTBEAT = "worker-heartbeat"


@callable_soon
def deliver_due_mails():
    """What is due, after a rush: the last call in it is due soon after."""
    now = timezone.now()
    if delivery.is_rush(now=now):
        soon("fortbildung.shared.tasks.deliver_due_mails")
        return 0
    return delivery.deliver_due(most=delivery.AT_A_TIME, now=now)


@shared_task
def erase_old_mails():
    return mail.erase_old(now=timezone.now())


@shared_task
def clear_expired_sessions():
    call_command("clearsessions")


@shared_task
def beat_heart():
    """Leave word that a worker is alive, for `/health/ready`."""
    cache.set(HEARTBEAT, timezone.now(), timeout=3600)


@shared_task
def forget_old_keys():
    return idempotency.forget_old_keys(now=timezone.now())


@shared_task
def forget_expired_limits():
    return standby.forget_expired(now=timezone.now())
