"""Kinds, their rules, what courses do for them, and decrees: whatever changes is computed soon."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.models import CourseEffect, Decree, KindRule
from courses.models import Qualification, QualificationPeriod
from fortbildung.shared.errors import Refused
from fortbildung.shared.work import soon
from organisations.models import User

KEEP_UP = "certificates.tasks.keep_qualifications"


@transaction.atomic
def set_rule(*, rule: KindRule, by: User, now: datetime) -> KindRule:
    """Let a kind be valid by this rule from now on, for all facts there are."""
    rule.changed_by, rule.changed_at = by, now
    rule.full_clean(validate_unique=False)
    rule.save()
    soon(KEEP_UP)
    return rule


@transaction.atomic
def add_effect(*, effect: CourseEffect, by: User, now: datetime) -> CourseEffect:
    """A course grants, renews or requires a kind."""
    effect.full_clean()
    effect.save(force_insert=True)
    _touch(effect.qualification, by, now)
    return effect


@transaction.atomic
def drop_effect(*, effect: CourseEffect, by: User, now: datetime) -> None:
    """The course does so no more; facts it has led to stay."""
    kind = effect.qualification
    effect.delete()
    _touch(kind, by, now)


def _touch(kind: Qualification, by, now):
    """What renews a kind is part of its rule."""
    KindRule.objects.filter(qualification=kind).update(changed_at=now, changed_by=by)
    soon(KEEP_UP)


@transaction.atomic
def decree(*, decree: Decree, by: User, now: datetime) -> Decree:
    """Extend whatever ends in the span."""
    decree.decided_by, decree.decided_at = by, now
    decree.full_clean()
    decree.save(force_insert=True)
    soon(KEEP_UP)
    return decree


@transaction.atomic
def revoke_decree(*, decree: Decree, now: datetime) -> Decree:
    """It extends nothing any more."""
    decree = Decree.objects.select_for_update().get(pk=decree.pk)
    if decree.revoked_at:
        raise Refused(_("This decree is revoked already."))
    decree.revoked_at = now
    decree.save(update_fields=["revoked_at"])
    soon(KEEP_UP)
    return decree


def concerned(decree: Decree) -> int:
    """How many people a decree extends, as far as it is computed."""
    periods = QualificationPeriod.objects.filter(qualification=decree.qualification)
    return periods.filter(extended_by=decree.reference).values("person").distinct().count()
