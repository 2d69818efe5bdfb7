"""What is required is decided in versions; pauses and exemptions are noted person by person."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.models import Exemption, Pause, Requirement
from fortbildung.shared.errors import Refused
from organisations.models import User

A_DAY = timedelta(days=1)


@transaction.atomic
def require(*, requirement: Requirement, by: User | None, now: datetime) -> Requirement:
    """Decide a new requirement."""
    requirement.decided_by, requirement.decided_at = by, now
    requirement.full_clean()
    requirement.save(force_insert=True)
    return requirement


@transaction.atomic
def change(*, version: Requirement, changed: Requirement, by: User, now: datetime) -> Requirement:
    """Let `changed` follow on `version` from its first day; what was asked before stays to be seen.

    Decided for the very day on which the version itself began, it takes its place.
    """
    version = Requirement.objects.select_for_update().get(pk=version.pk)
    _refuse_what_is_over(version, changed.valid_from)
    changed.line, changed.sample = version.line, changed.sample
    if changed.valid_from == version.valid_from:
        changed.pk, changed._state.adding = version.pk, False  # noqa: SLF001 – it takes its place
        changed.decided_by, changed.decided_at = by, now
        changed.full_clean()
        changed.save(force_update=True)
        return changed
    _end(version, changed.valid_from - A_DAY)
    return require(requirement=changed, by=by, now=now)


@transaction.atomic
def end(*, version: Requirement, last_day: date) -> Requirement:
    """Ask it no longer after that day."""
    version = Requirement.objects.select_for_update().get(pk=version.pk)
    if last_day < version.valid_from:
        raise Refused(_("It was not in force then. Choose a later day."))
    _end(version, last_day)
    return version


def _refuse_what_is_over(version, first_day):
    if first_day < version.valid_from:
        raise Refused(_("The change begins before the version it changes. Choose a later day."))
    if version.valid_until and version.valid_until < first_day:
        raise Refused(_("This version is over. Change the one that is in force."))


def _end(version, last_day):
    version.valid_until = last_day
    version.full_clean()
    version.save(update_fields=["valid_until"])


@transaction.atomic
def pause(*, pause: Pause, by: User, now: datetime) -> Pause:
    """Note that somebody is away; deadlines wait as long."""
    pause.recorded_by, pause.recorded_at = by, now
    pause.full_clean()
    pause.save()
    return pause


@transaction.atomic
def drop_pause(*, pause: Pause) -> None:
    """Keep no trace of it: a pause that was wrong is nobody's business."""
    pause.delete()


@transaction.atomic
def exempt(*, exemption: Exemption, by: User, now: datetime) -> Exemption:
    """Ask it of this person no more until a day."""
    exemption.granted_by, exemption.granted_at = by, now
    exemption.full_clean()
    exemption.save(force_insert=True)
    return exemption


@transaction.atomic
def end_exemption(*, exemption: Exemption, by: User, now: datetime) -> Exemption:
    """Ask it again."""
    exemption = Exemption.objects.select_for_update().get(pk=exemption.pk)
    if exemption.withdrawn_at:
        raise Refused(_("This exemption has ended already."))
    exemption.withdrawn_at, exemption.withdrawn_by = now, by
    exemption.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return exemption
