from celery import shared_task
from django.utils import timezone

from certificates import services


@shared_task
def issue_due_certificates():
    return len(services.issue_due(now=timezone.now()))
