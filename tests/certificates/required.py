"""Requirements, pauses and exemptions by their few interesting facts."""

from datetime import date

from certificates.models import Exemption, Pause, Requirement
from certificates.services.standings import standings
from organisations.models import Employment
from tests.factories import NOON

TODAY = NOON.date()


def requirement(kind, title="Aufenthaltsrecht", **fields):
    facts = {"valid_from": date(2020, 1, 1), "within_months": 12, "decided_at": NOON}
    return Requirement.objects.create(qualification=kind, title=title, **(facts | fields))


def pause(person, starts, ends=None, kind="parental_leave"):
    return Pause.objects.create(
        person=person, kind=kind, starts=starts, ends=ends, recorded_at=NOON
    )


def exemption(person, requirement, starts=TODAY, ends=TODAY, **fields):
    facts = {"reason": "Langjährige Erfahrung", "granted_at": NOON}
    return Exemption.objects.create(
        person=person, requirement=requirement, starts=starts, ends=ends, **(facts | fields)
    )


def status(person, on=TODAY):
    """The one status of a person on the day, None where nothing is asked."""
    jobs = Employment.objects.current(on).filter(user=person).in_full()
    lines = standings(jobs, on=on).lines
    statuses = list(lines[0].statuses.values()) if lines else []
    return statuses[0] if statuses else None


def state(person, on=TODAY):
    found = status(person, on)
    return found and found.state
