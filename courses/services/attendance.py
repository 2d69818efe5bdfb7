"""Attendance makes the facts that certificates and reports rest on."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Attendance, Enrolment, Seminar, Session
from courses.rules import reasons_not_to_record
from courses.services.moves import lock, move
from courses.states import ATTENDANCE_KNOWN, HOLDS_A_SEAT, EnrolmentState
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
    seats = {e.pk: e for e in seminar.enrolments.filter(state__in=HOLDS_A_SEAT)}
    rows = list(_rows(minutes, seats, sessions, by, now))
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["enrolment", "session"],
        update_fields=["minutes", "recorded_by", "recorded_at"],
    )
    for pk in minutes:
        _settle(seats[pk], sessions, seminar.course.attendance_threshold, by, now)


def _rows(minutes, seats, sessions, by, now):
    for enrolment_id, parts in minutes.items():
        for session_id, spent in parts.items():
            if enrolment_id not in seats or session_id not in sessions:
                raise Refused(_("This entry does not belong to the seminar."))
            if not 0 <= spent <= sessions[session_id].minutes:
                raise Refused(
                    _("The session lasted %(longest)s minutes; %(spent)s cannot be right.")
                    % {"longest": sessions[session_id].minutes, "spent": spent}
                )
            yield Attendance(
                enrolment=seats[enrolment_id],
                session=sessions[session_id],
                minutes=spent,
                recorded_by=by,
                recorded_at=now,
            )


def _settle(enrolment: Enrolment, sessions: dict[int, Session], threshold, by, now):
    """Derive units and state once every session has a record."""
    spent = dict(enrolment.attendances.values_list("session", "minutes"))
    if set(spent) != set(sessions):
        return
    enrolment.attended_units = attended_units(sessions.values(), spent)
    offered = sum(session.teaching_units for session in sessions.values())
    state = _result(enrolment.attended_units, offered, threshold)
    if state == enrolment.state:
        enrolment.save(update_fields=["attended_units"])
    else:
        move(enrolment, state, by=by, now=now)


def attended_units(sessions, spent: dict[int, int]) -> Decimal:
    """Teaching units attended, each session's in proportion to the minutes spent in it."""
    units = sum(s.teaching_units * spent[s.pk] / s.minutes for s in sessions)
    return Decimal(units).quantize(Decimal("0.01"))


def _result(attended, offered, threshold):
    if attended == 0:
        return EnrolmentState.ABSENT
    if attended * 100 >= offered * threshold:
        return EnrolmentState.ATTENDED
    return EnrolmentState.PARTLY_ATTENDED


def without_attendance(seminar: Seminar) -> list[Enrolment]:
    """Participants whose attendance is not complete yet."""
    seats = seminar.enrolments.filter(state__in=HOLDS_A_SEAT).exclude(state__in=ATTENDANCE_KNOWN)
    return list(seats.select_related("person"))
