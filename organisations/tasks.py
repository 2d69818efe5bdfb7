from celery import shared_task
from django.utils import timezone

from organisations.services.invitations import erase_old_invitations as erase


@shared_task
def erase_old_invitations():
    return erase(now=timezone.now())
