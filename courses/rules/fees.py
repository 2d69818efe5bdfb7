"""What giving up a seat costs: the tier of the policy that applies so many days before."""

from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.rules.times import first_start
from courses.states import EnrolmentState

NOTHING = Decimal("0.00")


class Fee(NamedTuple):
    """Euros, and the rule they follow from, in words."""

    amount: Decimal
    rule: str


def days_before(seminar, now):
    """Days by the calendar in Berlin until the seminar begins; None without sessions."""
    start = first_start(seminar)
    return start and (timezone.localdate(start) - timezone.localdate(now)).days


def fee_for_leaving(enrolment, *, now):
    """What cancelling would cost now. A place in the queue or a held seat costs nothing."""
    policy = enrolment.seminar.cancellation_policy
    if policy is None or enrolment.state != EnrolmentState.CONFIRMED:
        return Fee(NOTHING, "")
    left = days_before(enrolment.seminar, now)
    tiers = [tier for tier in policy.tiers.all() if left is None or left <= tier.days_before]
    if not tiers:
        return Fee(NOTHING, "")
    tier = min(tiers, key=lambda tier: tier.days_before)
    amount = tier.amount + enrolment.seminar.fee * tier.percent / 100
    return Fee(amount.quantize(NOTHING), in_words(tier))


def reasons_to_tell_again(*, enrolment, told_fee, now):
    """Why somebody who was told `told_fee`, if anything, must look once more before the click."""
    costs = fee_for_leaving(enrolment, now=now).amount
    if told_fee is not None and costs > told_fee:
        told = _("It costs more than when you opened the page: %(amount)s €. Please decide anew.")
        yield told % {"amount": localize(costs)}


def in_words(tier):
    """The tier as one sentence fragment: “from 14 days before: 50 % of the fee”."""
    days = ngettext("from one day before", "from %(days)s days before", tier.days_before)
    costs = [_("%(amount)s €") % {"amount": localize(tier.amount)}] if tier.amount else []
    if tier.percent:
        costs.append(_("%(percent)s %% of the fee") % {"percent": tier.percent})
    cost = " + ".join(costs) or _("free of charge")
    return f"{days % {'days': tier.days_before}}: {cost}"
