"""The Celery application; tasks live in each app's `tasks.py`, their times in the settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortbildung.settings.demo")

app = Celery("fortbildung")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
