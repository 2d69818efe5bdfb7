"""A seminar's way from plan to close."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import mails
from courses.models import Seminar
from courses.services.attendance import without_attendance
from courses.services.moves import lock, move
from courses.services.queue import serve_queue
from courses.states import PUBLIC, EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused


def _move(seminar, state):
    if not seminar.may_become(state):
        raise Refused(
            _("A seminar that is “%(now)s” cannot become “%(then)s”.")
            % {"now": seminar.get_state_display(), "then": SeminarState(state).label}
        )
    seminar.state = state
    seminar.save(update_fields=["state"])


@transaction.atomic
def publish(*, seminar: Seminar, now: datetime) -> Seminar:
    """Open a planned seminar: it appears in the catalogue and can be booked in its window."""
    seminar = lock(seminar)
    if not seminar.sessions.exists():
        raise Refused(_("A seminar needs at least one session before it is published."))
    _move(seminar, SeminarState.OPEN)
    serve_queue(seminar=seminar, now=now)
    return seminar


@transaction.atomic
def hold(*, seminar: Seminar, now: datetime) -> Seminar:
    """The last session is over: who still waits is told that no seat became free."""
    seminar = lock(seminar)
    if not seminar.sessions.exists() or seminar.sessions.filter(ends_at__gt=now).exists():
        raise Refused(_("The last session is not over yet."))
    _move(seminar, SeminarState.HELD)
    for enrolment in seminar.enrolments.waiting_in_order().select_related("person"):
        enrolment.seminar = seminar
        mails.tell(
            move(enrolment, EnrolmentState.EXPIRED, reason=_("No seat became free."), now=now)
        )
    return seminar


def hold_due(*, now: datetime) -> int:
    """Mark every seminar whose last session is over as held; how many."""
    over = Seminar.objects.with_dates().filter(state__in=PUBLIC, ends_at__lte=now)
    for seminar in over:
        hold(seminar=seminar, now=now)
    return len(over)


@transaction.atomic
def close(*, seminar: Seminar, now: datetime) -> Seminar:
    """Settle the seminar for good: attendance is complete and does not change any more."""
    seminar = lock(seminar)
    if seminar.state in PUBLIC:
        seminar = hold(seminar=seminar, now=now)
    if missing := without_attendance(seminar):
        names = ", ".join(str(enrolment.person) for enrolment in missing[:5])
        raise Refused(
            ngettext(
                "Attendance of one person is missing: %(names)s.",
                "Attendance of %(count)s persons is missing, among them: %(names)s.",
                len(missing),
            )
            % {"count": len(missing), "names": names}
        )
    _move(seminar, SeminarState.CLOSED)
    return seminar
