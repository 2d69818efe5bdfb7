"""The terms on which a seat can be given up again, as they are told before anybody books."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.rules import fees
from courses.rules.leaving import last_moment_to_cancel
from courses.rules.times import first_start, in_words


def terms_of_cancelling(seminar, *, now):
    """Sentence by sentence: until when one cancels oneself, and what that costs from when on."""
    last = last_moment_to_cancel(seminar)
    if last is not None and last > now:
        yield _("You can cancel yourself until %(day)s at %(time)s.") % in_words(last)
    elif last is not None:
        yield _("You cannot cancel yourself any more; ask the central office.")
    policy = seminar.cancellation_policy
    tiers = sorted(policy.tiers.all(), key=lambda tier: -tier.days_before) if policy else []
    if not tiers:
        yield _("Cancelling is free of charge.")
        return
    costs = {"tiers": "; ".join(map(fees.in_words, tiers))}
    if free_until := _free_until(seminar, tiers[0], now):
        yield _("It is free of charge until %(day)s.") % {"day": free_until}
        yield _("Then it costs: %(tiers)s.") % costs
    else:
        yield _("It costs: %(tiers)s.") % costs
    yield _("If a colleague of the same provider comes instead, nothing is due.")


def _free_until(seminar, first_tier, now):
    """The last day without a fee, unless it is over."""
    start = first_start(seminar)
    if start is None:
        return ""
    day = timezone.localdate(start) - timedelta(days=first_tier.days_before + 1)
    return date_format(day, "DATE_FORMAT") if day >= timezone.localdate(now) else ""
