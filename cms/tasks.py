from celery import shared_task
from django.utils import timezone

from cms.pages import telling


@shared_task
def tell_of_new_dates():
    return telling.tell_of_new_dates(now=timezone.now())
