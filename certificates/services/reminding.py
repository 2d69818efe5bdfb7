"""Who is reminded of what is required of them: one mail for all their kinds, and one to each
manager for all their people. Safe to run at any time: each stage is told of once."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from certificates.models import Reminder, Requirement
from certificates.services import reminder_letters as letters
from certificates.services.reminder_letters import stage_of
from certificates.services.standings import Line, requirements_on, standings
from organisations.models import Employment
from organisations.services.approvers import approvers_of

FROM = 7  # o'clock in Berlin
AT_ONCE = 500  # people


@transaction.atomic
def remind(*, now: datetime) -> int:
    """Remind people and their managers of what has reached a new stage; how many people.

    All or nothing: who is told is noted with the mail, for managers when everybody is seen.
    """
    local = timezone.localtime(now)
    if local.hour < FROM:
        return 0
    asked = list(requirements_on(local.date()))
    count, told = 0, defaultdict(set)
    for line in _lines(local.date(), asked):
        if due := _due(line, asked, local.date()):
            count += _remind(line, due, told, now=now)
    for manager, people in told.items():
        letters.remind_manager(manager, sorted(people), now=now)
    return count


def _lines(on: date, asked: list[Requirement]) -> Iterator[Line]:
    """Everybody who works somewhere, some at a time."""
    jobs = Employment.objects.current(on).filter(user__is_active=True)
    people = sorted(set(jobs.values_list("user", flat=True)))
    for start in range(0, len(people), AT_ONCE):
        some = jobs.filter(user__in=people[start : start + AT_ONCE]).in_full()
        yield from standings(some, on=on, requirements=asked).lines


def _due(line, asked, on):
    """What has reached a stage, each with that stage."""
    found = []
    for requirement in asked:
        status = line.statuses.get(requirement.pk)
        if status and (stage := stage_of(status, requirement, on)):
            found.append((requirement, status.due, stage))
    return found


def _remind(line, due, told, *, now):
    """Note the new stages and owe the mails; whether there was anything new."""
    person = line.person
    new = [
        Reminder(person=person, requirement=requirement, due=day, stage=stage, at=now)
        for requirement, day, stage in due
    ]
    before = Reminder.objects.filter(person=person).count()
    Reminder.objects.bulk_create(new, ignore_conflicts=True)
    if Reminder.objects.filter(person=person).count() == before:
        return False
    if person.wants_reminders:
        letters.remind_person(person, now=now)
    for job in line.jobs:
        today = timezone.localdate(now)
        for manager in approvers_of(job.organisation, applicant=person, on=today):
            if manager.wants_reminders:
                told[manager].add(person.pk)
    return True
