"""A seminar's way from plan to close."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses import mails
from courses.models import Seminar, Session
from courses.rules import (
    reasons_against_times,
    reasons_not_to_add_a_session,
    reasons_not_to_close,
    reasons_not_to_hold,
    reasons_not_to_publish,
    reasons_not_to_remove,
    reasons_not_to_replan,
    reasons_not_to_reschedule,
)
from courses.services.attendance import settle
from courses.services.moves import lock, move
from courses.services.queue import serve_queue
from courses.states import PUBLIC, EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused
from organisations.models import User

WHEN = ("starts_at", "ends_at", "teaching_units")
# Whoever has the session in a calendar must hear of a change in one of these.
IN_THE_CALENDAR = ("starts_at", "ends_at", "room")


@transaction.atomic
def plan(
    *,
    seminar: Seminar,
    sessions: Iterable[Session],
    removed: Iterable[Session] = (),
    trainers: Iterable[User] | None = None,
    now: datetime,
) -> Seminar:
    """Save a new or changed seminar with its new, changed and removed sessions.

    More seats serve the queue at once; fewer take nobody's seat. Raises Refused when recorded
    attendance or the seminar's state stands against a change.
    """
    stored = lock(seminar) if seminar.pk else None
    if stored is None:
        seminar.save(force_insert=True)
    else:
        _refuse(reasons_not_to_replan(seminar=stored))
        seminar.state = stored.state
        seminar.save(force_update=True)
    if trainers is not None:
        seminar.trainers.set(trainers)
    _plan_sessions(seminar, list(sessions), removed, moved=stored and stored.place != seminar.place)
    settle(seminar=seminar, by=None, now=now)
    serve_queue(seminar=seminar, now=now)
    return seminar


def _plan_sessions(seminar, sessions, removed, *, moved):
    for session in removed:
        _refuse(reasons_not_to_remove(session=session))
        seminar.sessions.filter(pk=session.pk).delete()
    before = {session.pk: session for session in seminar.sessions.select_for_update()}
    changed = {session.pk: session for session in sessions if session.pk}
    if not changed.keys() <= before.keys():
        raise Refused(_("The sessions were changed meanwhile. Reload the page."))
    for pk, session in changed.items():
        if _differ(session, before[pk], WHEN):
            _refuse(reasons_not_to_reschedule(session=before[pk]))
    kept = [changed.get(pk, session) for pk, session in before.items()]
    for session in kept:
        stored = before[session.pk]
        session.sequence = stored.sequence + (moved or _differ(session, stored, IN_THE_CALENDAR))
    added = [session for session in sessions if not session.pk]
    _refuse(reasons_against_times(sessions=[*kept, *added]))
    # One statement, so that two sessions can swap their times.
    Session.objects.bulk_update(kept, ["title", "room", "sequence", *WHEN])
    _add(added, seminar)


def _add(sessions, seminar):
    if sessions:
        _refuse(reasons_not_to_add_a_session(seminar=seminar))
    for session in sessions:
        session.seminar = seminar
    Session.objects.bulk_create(sessions)


def _differ(one, other, fields):
    return any(getattr(one, field) != getattr(other, field) for field in fields)


@transaction.atomic
def publish(*, seminar: Seminar, now: datetime) -> Seminar:
    """Open a planned seminar: it appears in the catalogue and can be booked in its window."""
    seminar = lock(seminar)
    _refuse(reasons_not_to_publish(seminar=seminar))
    _move(seminar, SeminarState.OPEN)
    serve_queue(seminar=seminar, now=now)
    return seminar


@transaction.atomic
def hold(*, seminar: Seminar, now: datetime) -> Seminar:
    """The last session is over: who still waits is told that no seat became free."""
    seminar = lock(seminar)
    _refuse(reasons_not_to_hold(seminar=seminar, now=now))
    _move(seminar, SeminarState.HELD)
    for enrolment in seminar.enrolments.waiting_in_order().select_related("person"):
        enrolment.seminar = seminar
        mails.tell(
            move(enrolment, EnrolmentState.EXPIRED, reason=_("No seat became free."), now=now)
        )
    return seminar


def hold_due(*, now: datetime) -> int:
    """Mark every seminar whose last session is over as held; how many.

    Whatever somebody else has just closed or moved stands in no other's way.
    """
    over = Seminar.objects.with_dates().filter(state__in=PUBLIC, ends_at__lte=now)
    return sum(_hold_if_over(seminar, now) for seminar in over.order_by("pk"))


def _hold_if_over(seminar, now):
    try:
        hold(seminar=seminar, now=now)
    except Refused:
        return False
    return True


@transaction.atomic
def close(*, seminar: Seminar, now: datetime) -> Seminar:
    """Settle the seminar for good: attendance is complete and does not change any more."""
    seminar = lock(seminar)
    _refuse(reasons_not_to_close(seminar=seminar, now=now))
    if seminar.state in PUBLIC:
        seminar = hold(seminar=seminar, now=now)
    _move(seminar, SeminarState.CLOSED)
    return seminar


def _refuse(reasons):
    if refused := list(reasons):
        raise Refused(refused)


def _move(seminar, state):
    if not seminar.may_become(state):
        raise ValueError(f"{seminar} cannot become {state}")
    seminar.state = state
    seminar.save(update_fields=["state"])
