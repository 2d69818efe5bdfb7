from celery import shared_task
from django.utils import timezone

from courses.services import (
    batches,
    check_in,
    deadlines,
    erasing,
    evaluations,
    messages,
    needs,
    reminding,
    seminars,
)
from fortbildung.shared.work import callable_soon


@shared_task
def hold_due_seminars():
    return seminars.hold_due(now=timezone.now())


@callable_soon
def keep_deadlines():
    return deadlines.keep_deadlines(now=timezone.now())


@callable_soon
def carry_out_batches():
    return batches.carry_on(batches.CARRY_OUT, now=timezone.now())


@shared_task
def remind():
    reminding.remind(now=timezone.now())


@shared_task
def send_digests():
    return reminding.send_digests(now=timezone.now())


@shared_task
def erase_old_needs():
    return needs.erase_old_needs(now=timezone.now())


@shared_task
def erase_due_names():
    return erasing.erase_due_names(now=timezone.now())


@callable_soon
def send_messages():
    return messages.send_due(now=timezone.now())


@shared_task
def erase_old_messages():
    return messages.erase_old(now=timezone.now())


@shared_task
def remind_of_feedback():
    return evaluations.remind_of_feedback(now=timezone.now())


@shared_task
def record_check_ins():
    return check_in.catch_up(now=timezone.now())
