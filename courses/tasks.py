from celery import shared_task
from django.utils import timezone

from courses.services import seminars


@shared_task
def hold_due_seminars():
    return seminars.hold_due(now=timezone.now())
