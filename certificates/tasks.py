from celery import shared_task
from django.utils import timezone

from certificates.services import earning, forgetting, issuing, recognising, reminding, running
from fortbildung.shared.work import callable_soon


@callable_soon
def issue_due_certificates():
    return len(issuing.issue_due(now=timezone.now()))


@callable_soon
def carry_out_batches():
    return issuing.carry_on(now=timezone.now())


@callable_soon
def carry_on_runs():
    return running.carry_on(now=timezone.now())


@shared_task
def forget_names():
    now = timezone.now()
    return forgetting.forget_names(now=now) + forgetting.forget_proofs(now=now)


@callable_soon
def keep_qualifications():
    now = timezone.now()
    return recognising.recognise_due(now=now) + earning.keep_up(now=now)


@shared_task
def remind_of_qualifications():
    return reminding.remind(now=timezone.now())
