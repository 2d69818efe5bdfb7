"""What a booking leads to, told before the click: who must approve, until when, and what then."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.kinds import Allocation, ApprovalPolicy
from courses.models import Seminar
from courses.rules import first_start, in_words
from courses.services.explain import Outlook, outlook
from courses.services.rooms import room_of
from organisations.models import Organisation, User
from organisations.services.approvers import approvers_of, function_mailbox
from organisations.states import RoleKind

A_DAY = 24  # hours


def steps_to_a_seat(
    seminar: Seminar, *, person: User, place: Organisation, now: datetime
) -> list[str]:
    """What happens after booking in an employment at `place`, step by step."""
    return [
        *_of_selection(seminar),
        *_of_approval(seminar, person, place, now),
        *_of_offers(seminar),
    ]


class TeamProspect(NamedTuple):
    """What booking for one's staff brings at this moment, at and below one node."""

    outlook: Outlook
    steps: list[str]
    place: Organisation


def team_prospects(seminar: Seminar, *, manager: User, now: datetime) -> list[TeamProspect]:
    """One for each node of the manager; once where all are alike."""
    roles = manager.roles.of_kind(RoleKind.MANAGER).select_related("organisation")
    steps = [*_of_selection(seminar), *_of_the_office(seminar), *_of_offers(seminar)]
    room, found = room_of(seminar, now=now), []
    for place in sorted((role.organisation for role in roles), key=str):
        seen = outlook(seminar, place=place, room=room, now=now)
        if all(seen != other.outlook for other in found):
            found.append(TeamProspect(seen, steps, place))
    return found


def who_approves(person: User | None, place: Organisation, *, now: datetime) -> str:
    """Who decides at the employer, in words; empty where the central office decides instead."""
    asked = approvers_of(place, applicant=person, on=timezone.localdate(now))
    return ", ".join(map(str, asked)) or function_mailbox(place)


def _of_selection(seminar) -> Iterator[str]:
    if seminar.allocation == Allocation.SELECTION:
        yield _(
            "Applications are collected until %(day)s at %(time)s. Then the central office gives "
            "the seats by selection; when you apply does not matter, and you are told the result "
            "and the reason."
        ) % in_words(seminar.closes_at)


def _of_approval(seminar, person, place, now) -> Iterator[str]:
    if seminar.approval_policy == ApprovalPolicy.NONE:
        return
    who = who_approves(person, place, now=now)
    if not who:
        yield _("%(office)s must approve: there is nobody at your employer who may.") % {
            "office": seminar.central_office
        }
    elif seminar.approval_policy == ApprovalPolicy.MANAGER:
        yield _("Your employer must approve: %(who)s.") % {"who": who}
    else:
        yield _("Your employer must approve: %(who)s. After that %(office)s must.") % {
            "who": who,
            "office": seminar.central_office,
        }
    yield _until(seminar, now)


def _of_the_office(seminar) -> Iterator[str]:
    """A manager who books has approved by that."""
    if seminar.approval_policy == ApprovalPolicy.MANAGER_THEN_OFFICE:
        yield _("After your booking %(office)s must approve.") % {"office": seminar.central_office}


def _until(seminar, now):
    start = first_start(seminar)
    if seminar.allocation == Allocation.SELECTION or start is None:
        return _("A seat is held for you for %(span)s until the approval is there.") % {
            "span": span(seminar.approval_hours)
        }
    until = min(now + timedelta(hours=seminar.approval_hours), start)
    return _(
        "A free seat is held for you meanwhile, until %(day)s at %(time)s. Without the approval "
        "it goes to the next one."
    ) % in_words(until)


def _of_offers(seminar) -> Iterator[str]:
    if seminar.offers:
        yield _(
            "If you move up from the waiting list, you get an offer by e-mail and have %(span)s "
            "to accept it."
        ) % {"span": span(seminar.offer_hours)}


def span(hours: int) -> str:
    """So many hours, in days where they are whole."""
    if hours % A_DAY:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", hours // A_DAY) % {"n": hours // A_DAY}
