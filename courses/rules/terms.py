"""The terms on which a seat can be given up again, as they are told before anybody books."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.rules import fees
from courses.rules.leaving import last_moment_to_cancel
from courses.rules.times import first_start, in_words


def terms_of_cancelling(seminar):
    """Sentence by sentence: until when one cancels oneself, and what that costs from when on."""
    if (last := last_moment_to_cancel(seminar)) is not None:
        yield _("You can cancel yourself until %(day)s at %(time)s.") % in_words(last)
    policy = seminar.cancellation_policy
    tiers = sorted(policy.tiers.all(), key=lambda tier: -tier.days_before) if policy else []
    if not tiers:
        yield _("Cancelling is free of charge.")
        return
    if (start := first_start(seminar)) is not None:
        day = timezone.localdate(start) - timedelta(days=tiers[0].days_before + 1)
        yield _("It is free of charge until %(day)s.") % {"day": date_format(day, "DATE_FORMAT")}
    yield _("Then it costs: %(tiers)s.") % {"tiers": "; ".join(map(fees.in_words, tiers))}
    yield _("If a colleague of the same provider comes instead, nothing is due.")
