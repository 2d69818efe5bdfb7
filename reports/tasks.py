from celery import shared_task
from django.utils import timezone

from fortbildung.shared.work import callable_soon
from reports.services import deleting, funding_files, kept, made, making, saved


@callable_soon
def carry_on_files():
    return funding_files.carry_on(now=timezone.now())


@callable_soon
def make_reports():
    """One after another, each as of the moment it is begun."""
    while making.make_next(now=timezone.now()):
        pass


@shared_task
def forget_made_reports():
    now = timezone.now()
    return made.forget_old(now=now) + kept.forget_old(now=now)


@shared_task
def sum_up_changes():
    kept.sum_up_changes()


@shared_task
def delete_due_papers():
    return deleting.delete_due(now=timezone.now())


@shared_task
def send_due_reports():
    return saved.send_due(now=timezone.now())
