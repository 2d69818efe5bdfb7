"""Reminders before something begins or ends, and what is new for managers once a day."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from courses.kinds import EventKind
from courses.mails.letters import about, context_of, enrolments_in_full
from courses.models import ApprovalStep, Enrolment, EnrolmentEvent
from courses.states import EnrolmentState
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail
from organisations.models import Invitation, Organisation, User
from organisations.services.approvers import bookings_approved_by

A_DAY = timedelta(days=1)
MOST = 50  # of each in one digest


def remind_of_seminar(enrolments: list[Enrolment], *, days: int, now: datetime) -> None:
    """Remind participants; a seminar that moves is reminded of anew."""
    mail.post_all(
        [
            Mail(
                key=f"reminder-{enrolment.pk}-{days}-{timezone.localdate(enrolment.starts):%Y%m%d}",
                to=enrolment.person.email,
                renderer="courses.mails.reminders.render_reminder",
                arguments={"enrolment": enrolment.pk, "days": days},
                about=about(enrolment.seminar_id),
                can_wait=True,
            )
            for enrolment in enrolments
        ],
        now=now,
    )


def render_reminder(*, enrolment: int, days: int) -> Letter | None:
    """Only for whoever still comes."""
    confirmed = enrolments_in_full().filter(pk=enrolment, state=EnrolmentState.CONFIRMED)
    if (enrolment := confirmed.first()) is None:
        return None
    return mail.letter("courses/reminder", context_of(enrolment) | {"days": days})


def remind_of_offer(enrolments: list[Enrolment], *, now: datetime) -> None:
    """Say that an offer ends soon, once per offer."""
    mail.post_all(
        [
            Mail(
                key=f"offer-{enrolment.pk}-{enrolment.held_until:%Y%m%d%H%M}",
                to=enrolment.person.email,
                renderer="courses.mails.reminders.render_offer_ending",
                arguments={"enrolment": enrolment.pk},
                about=about(enrolment.seminar_id),
            )
            for enrolment in enrolments
        ],
        now=now,
    )


def render_offer_ending(*, enrolment: int) -> Letter | None:
    """Only while the offer stands."""
    held = enrolments_in_full().filter(pk=enrolment, state=EnrolmentState.HELD)
    if (enrolment := held.first()) is None:
        return None
    return mail.letter("courses/offer_ending", context_of(enrolment))


def send_digest(manager: User, *, on: date, now: datetime) -> None:
    """Tell a manager what is new, once on that day; nothing new means no mail."""
    mail.post(
        key=f"digest-{manager.pk}-{on:%Y%m%d}",
        to=manager.email,
        renderer="courses.mails.reminders.render_digest",
        arguments={"manager": manager.pk, "at": now.isoformat()},
        can_wait=True,
        now=now,
    )


def render_digest(*, manager: int, at: str) -> Letter | None:
    """What waits for the manager's word, and what became in a day of enrolments and invitations."""
    manager, now = User.objects.get(pk=manager), datetime.fromisoformat(at)
    found = {
        "steps": _to_decide(manager, now)[:MOST],
        "places": _without_a_name(manager)[:MOST],
        "invitations": _answered(manager, since=now - A_DAY, until=now)[:MOST],
        "events": _news(manager, since=now - A_DAY, until=now)[:MOST],
    }
    if not any(found.values()):
        return None
    return mail.letter("courses/digest", {"reader": manager, **found})


def _to_decide(manager, now):
    mine = bookings_approved_by(
        manager,
        on=timezone.localdate(now),
        place="enrolment__organisation",
        person="enrolment__person",
    )
    steps = ApprovalStep.objects.pending().at_manager().filter(mine)
    steps = steps.select_related("enrolment__person", "enrolment__seminar__course")
    return list(steps.order_by("enrolment__held_until", "pk"))


def _without_a_name(manager):
    places = Enrolment.objects.filter(_below(manager), person=None, state=EnrolmentState.HELD)
    return list(places.select_related("seminar__course").order_by("held_until", "pk"))


def _answered(manager, *, since, until):
    answered = Invitation.objects.visible_to(manager).answered()
    fresh = answered.filter(settled_at__gt=since, settled_at__lte=until)
    return list(fresh.select_related("organisation").order_by("settled_at", "pk"))


def _news(manager, *, since, until):
    events = EnrolmentEvent.objects.filter(
        _below(manager, "enrolment__"),
        ~Q(by=manager),
        kind=EventKind.MOVED,
        at__gt=since,
        at__lte=until,
        enrolment__person__isnull=False,
    )
    people = events.select_related("enrolment__person", "enrolment__seminar__course")
    return list(people.order_by("pk"))


def _below(manager, prefix=""):
    return Q(**{f"{prefix}organisation__in": Organisation.objects.managed_by(manager)})
