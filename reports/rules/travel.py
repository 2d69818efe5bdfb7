"""What a trip is paid with: rates and limits are rows, nothing of them stands here."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.validity import months_later
from courses.kinds import DeliveryMode
from courses.rules import last_end
from courses.states import EnrolmentState
from reports.rules.costs import cents
from reports.rules.wording import money, number

WAS_THERE = (EnrolmentState.ATTENDED, EnrolmentState.PARTLY_ATTENDED)


@dataclass(frozen=True)
class Reckoning:
    """What a trip comes to, and how, in words."""

    amount: Decimal
    words: str


def reckon(rule, *, kilometres, tickets, high_rate):
    """The distance by its rate, capped but for considerable official interest, and the tickets."""
    rate = rule.high_rate if high_rate else rule.km_rate
    distance = cents(kilometres * rate)
    words = []
    if kilometres:
        words.append(
            _("%(km)s km at %(rate)s = %(amount)s")
            % {"km": number(kilometres), "rate": money(rate), "amount": money(distance)}
        )
    if not high_rate and rule.km_cap is not None and distance > rule.km_cap:
        distance = rule.km_cap
        words.append(_("at most %(cap)s") % {"cap": money(rule.km_cap)})
    if tickets:
        words.append(_("tickets %(amount)s") % {"amount": money(tickets)})
    return Reckoning(distance + tickets, "; ".join(words))


def trip_ended_on(seminar):
    """The day the seminar ended on; None without sessions."""
    last = last_end(seminar)
    return last and timezone.localdate(last)


def last_day_to_claim(rule, ended):
    return months_later(ended, rule.months)


def reasons_not_to_claim(*, enrolment, rule, now):
    """The person was there, in a house, not too long ago."""
    seminar = enrolment.seminar
    if enrolment.state not in WAS_THERE:
        yield _("Travel is paid to those who were there; your attendance is not recorded.")
    if seminar.course.delivery_mode in {DeliveryMode.ONLINE, DeliveryMode.SELF_PACED}:
        yield _("This seminar was held online.")
    ended = trip_ended_on(seminar)
    if ended is None or rule is None:
        yield _("There is no rule by which this trip could be paid. Ask the central office.")
    elif timezone.localdate(now) > last_day_to_claim(rule, ended):
        yield _("The time to claim ended on %(day)s.") % {
            "day": f"{last_day_to_claim(rule, ended):%d.%m.%Y}"
        }
