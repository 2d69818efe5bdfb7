from celery import shared_task
from django.utils import timezone

from courses.services import deadlines, seminars


@shared_task
def hold_due_seminars():
    return seminars.hold_due(now=timezone.now())


@shared_task
def keep_deadlines():
    return deadlines.keep_deadlines(now=timezone.now())
