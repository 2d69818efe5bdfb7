"""Attendance makes the facts that certificates and reports rest on."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Attendance, Seminar, Session
from courses.rules import reasons_not_to_record, units_offered
from courses.services.moves import lock, move
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused
from organisations.models import User

Minutes = dict[int, dict[int, int]]  # enrolment id → session id → minutes


@transaction.atomic
def record_attendance(*, seminar: Seminar, minutes: Minutes, by: User, now: datetime) -> None:
    """Record how long each participant was there. Recording again corrects.

    Raises Refused when an enrolment or session is not of this seminar, or when somebody was
    there longer than the session lasted. Who has a record for every session gets their result.
    """
    seminar = lock(seminar)
    if refused := list(reasons_not_to_record(seminar=seminar, now=now)):
        raise Refused(refused)
    sessions = {session.pk: session for session in seminar.sessions.all()}
    seats = {enrolment.pk: enrolment for enrolment in seminar.enrolments.taking_part()}
    if refused := list(_reasons_against(minutes, seats, sessions)):
        raise Refused(refused)
    Attendance.objects.bulk_create(
        [
            Attendance(
                enrolment_id=enrolment,
                session_id=session,
                minutes=spent,
                recorded_by=by,
                recorded_at=now,
            )
            for enrolment, parts in minutes.items()
            for session, spent in parts.items()
        ],
        update_conflicts=True,
        unique_fields=["enrolment", "session"],
        update_fields=["minutes", "recorded_by", "recorded_at"],
    )
    settle(seminar=seminar, by=by, now=now)


def settle(*, seminar: Seminar, by: User | None, now: datetime) -> None:
    """Derive units and state of all who have a record for every session."""
    sessions = {session.pk: session for session in seminar.sessions.all()}
    offered = units_offered(seminar)
    for enrolment in seminar.enrolments.taking_part().prefetch_related("attendances"):
        spent = {record.session_id: record.minutes for record in enrolment.attendances.all()}
        if not sessions or spent.keys() != sessions.keys():
            continue
        units = attended_units(sessions.values(), spent)
        state = _result(units, offered, seminar.course.attendance_threshold)
        if (units, state) != (enrolment.attended_units, enrolment.state):
            _note_result(enrolment, units, state, by, now)


def attended_units(sessions: Iterable[Session], spent: dict[int, int]) -> Decimal:
    """Teaching units attended, each session's in proportion to the minutes spent in it."""
    units = sum(s.teaching_units * spent[s.pk] / s.minutes for s in sessions)
    return Decimal(units).quantize(Decimal("0.01"))


def _reasons_against(minutes, seats, sessions):
    for enrolment, parts in minutes.items():
        if enrolment not in seats or not parts.keys() <= sessions.keys():
            yield _("This entry does not belong to the seminar. Reload the page.")
            continue
        for session, spent in parts.items():
            if not 0 <= spent <= sessions[session].minutes:
                yield _(
                    "The session lasted %(longest)s minutes; %(spent)s cannot be right. "
                    "Enter 0 to %(longest)s."
                ) % {"longest": sessions[session].minutes, "spent": spent}


def _result(attended, offered, threshold):
    if attended == 0:
        return EnrolmentState.ABSENT
    if attended * 100 >= offered * threshold:
        return EnrolmentState.ATTENDED
    return EnrolmentState.PARTLY_ATTENDED


def _note_result(enrolment, units, state, by, now):
    enrolment.attended_units = units
    if state == enrolment.state:
        enrolment.save(update_fields=["attended_units"])
    else:
        move(enrolment, state, by=by, now=now)
