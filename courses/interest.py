"""Why somebody may not register their interest in a course."""

from django.utils import timezone
from django.utils.translation import gettext as _


def reasons_not_to_be_interested(*, person, course, employment, now):
    """Why `person` may not register interest in `course` in the given employment.

    A date that can be booked is no reason: it may not suit.
    """
    if course.interests.live().of(person).exists():
        yield _("Your interest in this course is registered already. See “My training”.")
    if employment is None or employment.user_id != person.pk:
        yield _("Your employment is not confirmed yet. Ask the manager of your site to confirm it.")
        return
    today = timezone.localdate(now)
    if not person.employments.current(today).filter(pk=employment.pk).exists():
        yield _("This employment is not confirmed or has ended. Choose another one.")


def reasons_not_to_withdraw(*, interest):
    """Why the interest may not be withdrawn any more."""
    if interest.withdrawn_at is not None:
        yield _("This interest is withdrawn already.")
