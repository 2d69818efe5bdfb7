from celery import shared_task
from django.utils import timezone

from organisations.services import barriers
from organisations.services.invitations import erase_old_invitations as erase


@shared_task
def erase_old_invitations():
    return erase(now=timezone.now())


@shared_task
def erase_old_barriers():
    return barriers.erase_old_barriers(now=timezone.now())
