"""What reminders say: written by the worker, with what lacks at that moment."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from certificates.models import Requirement
from certificates.services.standings import standings
from certificates.states import ReminderStage
from certificates.status import Status
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter
from organisations.models import Employment, User


@dataclass(frozen=True)
class Item:
    """One requirement that somebody has to do something about."""

    requirement: Requirement
    status: Status


def stage_of(status: Status, requirement: Requirement, on: date) -> ReminderStage | None:
    """The latest stage reached; None where nothing lacks, or it is booked, or still far away."""
    if not status.lacks or status.due is None:
        return None
    days = (on - status.due).days
    if days >= requirement.repeat_days:
        return ReminderStage.AFTER
    if days >= 0:
        return ReminderStage.DUE
    return ReminderStage.BEFORE if -days <= requirement.warn_days else None


def remind_person(person: User, *, now: datetime) -> None:
    """Owe one mail on all that lacks."""
    day = timezone.localdate(now)
    mail.post(
        key=f"proofs-{person.pk}-{day:%Y%m%d}",
        to=person.email,
        renderer="certificates.services.reminder_letters.render_person",
        arguments={"person": person.pk, "on": day.isoformat()},
        can_wait=True,
        now=now,
    )


def render_person(*, person: int, on: str) -> Letter | None:
    """Everything that lacks, whatever the reminder was about; nothing where nothing does."""
    person = User.objects.get(pk=person)
    items = _lacking([person.pk], date.fromisoformat(on)).get(person, [])
    if not items:
        return None
    context = {"person": person, "items": items, "path": reverse("certificates:own_proofs")}
    return mail.letter("certificates/proofs_due", context)


def remind_manager(manager: User, people: list[int], *, now: datetime) -> None:
    """Owe one mail on all these people."""
    day = timezone.localdate(now)
    digest = hashlib.sha256(f"{people}".encode()).hexdigest()[:12]
    mail.post(
        key=f"proofs-team-{manager.pk}-{day:%Y%m%d}-{digest}",
        to=manager.email,
        renderer="certificates.services.reminder_letters.render_manager",
        arguments={"manager": manager.pk, "people": people, "on": day.isoformat()},
        can_wait=True,
        now=now,
    )


def render_manager(*, manager: int, people: list, on: str) -> Letter | None:
    """Person by person what lacks; nothing where nothing does."""
    lacking = _lacking(people, date.fromisoformat(on))
    if not lacking:
        return None
    context = {
        "person": User.objects.get(pk=manager),
        "lacking": list(lacking.items()),
        "path": reverse("certificates:matrix"),
    }
    return mail.letter("certificates/team_proofs_due", context)


def _lacking(people, on):
    """Person → what they have to do something about, what is due first on top."""
    jobs = Employment.objects.current(on).filter(user__in=people).in_full()
    found = standings(jobs, on=on)
    lacking = {line.person: _items(line, found.requirements, on) for line in found.lines}
    return {person: items for person, items in lacking.items() if items}


def _items(line, requirements, on):
    items = [
        Item(requirement, line.statuses[requirement.pk])
        for requirement in requirements
        if requirement.pk in line.statuses
        and stage_of(line.statuses[requirement.pk], requirement, on)
    ]
    return sorted(items, key=lambda item: item.status.due)
